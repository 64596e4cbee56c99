package org.lineageca.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.system.ConsolePages.button;
import static org.lineageca.system.ConsolePages.goBack;
import static org.lineageca.system.ConsolePages.heading;
import static org.lineageca.system.ConsolePages.look;
import static org.lineageca.system.ConsolePages.named;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Profiles as officers read and change them, on the command line and in the console. */
@ExtendWith(SharedInstallation.class)
@ResourceLock(SharedInstallation.LOCK)
class ConsoleProfilesTest {

    private static final Pattern ACT = Pattern.compile("ca approve (\\d+) --sha256 ([0-9a-f]{64})");

    private static Browser browser;

    @TempDir private Path folder;

    @BeforeAll
    static void open() {
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @AfterEach
    void leave() {
        browser.leavePages();
    }

    /** A profile of its own, so that nobody else's certificates are made another way. */
    @Test
    void aProfileChangesByAVersionThatASecondOfficerApproves(Installation lineage)
            throws IOException {
        propose(lineage, "kiosk");
        var page = signedIn(lineage, "officer");
        page.getByRole(AriaRole.LINK, named("Profiles")).click();
        assertThat(heading(page, "What is not asked for")).isVisible();
        assertThat(page.getByText("EC on P256").first()).isVisible();
        look(page, "profiles");
        page.getByRole(AriaRole.LINK, named("issuing-ca")).click();
        page.waitForURL("**/profiles/ready-made/issuing-ca");
        assertThat(heading(page, "issuing-ca")).isVisible();
        assertThat(page.getByText("keyCertSign")).isVisible();
        goBack(page);
        assertThat(heading(page, "What is not asked for")).isVisible();

        page.getByRole(AriaRole.LINK, named("kiosk")).click();
        assertThat(heading(page, "Document of version 1")).isVisible();
        button(page, "Propose a change").click();
        var editor = page.getByLabel("Document (YAML)");
        assertThat(editor).hasValue(Pattern.compile("version: 2\n"));
        assertThat(heading(page, "What it means")).isVisible();
        var document = editor.inputValue();
        editor.fill(document.replace("validity: 90d", "validity: ninety"));
        assertThat(heading(page, "Line 12, column 11")).isVisible();
        assertThat(button(page, "Propose")).isDisabled();
        look(page, "profile-wrong");
        editor.fill(
                document.replace("validity: 90d", "validity: 30d")
                        .replace("must-staple: no", "must-staple: yes"));
        assertThat(page.getByText("30 days").first()).isVisible();
        look(page, "profile-change");
        button(page, "Propose").click();
        assertThat(heading(page, "Version 2 of profile kiosk")).isVisible();
        look(page, "profile-act");
        var act = page.url().replaceFirst(".*/", "");

        var second = signedIn(lineage, "second-officer");
        second.navigate(lineage.console().resolve("acts/" + act).toString());
        button(second, "Approve…").click();
        button(second, "Approve this plan").click();
        assertThat(second.getByText("Version 2 of profile 'kiosk' is in force.").first())
                .isVisible();

        page.navigate(lineage.console().resolve("profiles/kiosk").toString());
        assertThat(heading(page, "What version 2 changed, beside version 1")).isVisible();
        assertThat(page.getByText("+ must-staple: yes")).isVisible();
        look(page, "profile");
        assertThat(lineage.lineage("profile", "show", "kiosk").succeeded().out())
                .contains("must-staple: yes");
    }

    private void propose(Installation lineage, String name) throws IOException {
        var example = lineage.lineage("profile", "example", "tls-server").succeeded().out();
        var file =
                Files.writeString(
                        folder.resolve("profile.yaml"),
                        example.replace("profile: tls-server", "profile: " + name));
        assertThat(lineage.lineage("profile", "check", file.toString()).succeeded().out())
                .contains("version 1 of profile " + name);
        var said = lineage.lineage("profile", "propose", file.toString()).succeeded().out();
        var act = ACT.matcher(said);
        assertThat(act.find()).as(said).isTrue();
        lineage.lineage("ca", "approve", act.group(1), "--sha256", act.group(2)).succeeded();
        assertThat(lineage.lineage("profile", "list").succeeded().out()).contains(name);
    }

    private static Page signedIn(Installation lineage, String credential) {
        var page = browser.signedIn(lineage.console(), lineage.credentials().resolve(credential));
        page.navigate(lineage.console().toString());
        return page;
    }
}
