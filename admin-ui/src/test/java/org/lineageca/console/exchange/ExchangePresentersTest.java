package org.lineageca.console.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.console.exchange.TwoSites.ANNA;
import static org.lineageca.console.exchange.TwoSites.AUDITOR;
import static org.lineageca.console.exchange.TwoSites.OTTO;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.ceremony.CeremonyScript;
import org.lineageca.ca.exchange.courier.KeptPackage;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

/** Two consoles, and what people carry between them. */
class ExchangePresentersTest {

    private static final Duration VALIDITY = Duration.ofDays(500);

    private final TwoSites sites = new TwoSites();

    @AfterEach
    void close() {
        sites.close();
    }

    private static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private PartnerRow vault(Actor actor) {
        return sites.online.partners().page(actor).partners().getFirst();
    }

    @Test
    void aKeyIsBroughtByOnePersonAndPinnedByAnother() {
        var partners = sites.online.partners();
        var pem = Pem.encode("PUBLIC KEY", sites.vaultPublicKey());
        assertThat(partners.page(ANNA).own())
                .isEqualTo(new OwnKey.Present(sites.onlinePublicKey()));
        assertThat(partners.page(ANNA).suggestedName()).isEqualTo("vault");
        assertThat(sites.offline.partners().page(ANNA).suggestedName()).isEqualTo("online");

        assertThat(partners.propose(ANNA, " vault ", octets(pem)))
                .isInstanceOfSatisfying(
                        Answer.Done.class, done -> assertThat(done.words()).contains("'vault'"));
        assertThat(vault(ANNA).cannotConfirm()).contains("You brought it");
        assertThat(vault(AUDITOR).cannotConfirm()).contains("decides nothing");
        assertThat(vault(OTTO).cannotConfirm()).isNull();
        assertThat(vault(OTTO).isPinned()).isFalse();
        assertThatThrownBy(() -> partners.confirm(OTTO, "vault", sites.onlinePublicKey().sha256()))
                .hasMessageContaining("Compare it again");
        assertThatThrownBy(() -> partners.confirm(ANNA, "vault", sites.vaultPublicKey().sha256()))
                .hasMessageContaining("it takes two people");

        partners.confirm(OTTO, "vault", sites.vaultPublicKey().sha256());

        assertThat(partners.page(ANNA).suggestedName()).isEmpty();
        assertThat(vault(ANNA).isPinned()).isTrue();
        assertThat(vault(ANNA).last()).isNull();
        partners.remove(ANNA, "vault");
        assertThat(partners.page(ANNA).partners()).isEmpty();
        assertThat(partners.propose(OTTO, "vault", sites.vaultPublicKey()))
                .isInstanceOf(Answer.Done.class);
    }

    @Test
    void aKeyThatCannotBeOneIsRefusedWithTheReason() {
        refused("vault", octets("-----BEGIN CERTIFICATE-----"), "no '-----BEGIN PUBLIC KEY-----'");
        refused(
                "vault",
                octets("-----BEGIN PUBLIC KEY-----\n?\n-----END PUBLIC KEY-----"),
                "base64");
        refused("vault", octets(""), "an EC key on P-256");
        refused("vault", sites.onlinePublicKey(), "this very installation");
        refused("The Vault", sites.vaultPublicKey(), "no name for a partner");
        assertThat(sites.online.partners().page(ANNA).partners()).isEmpty();
        assertThatThrownBy(() ->
                        sites.online.partners().propose(AUDITOR, "vault", sites.vaultPublicKey()))
                .isInstanceOf(NotAuthorisedException.class);
        assertThat(sites.online.partners().page(AUDITOR).mayDecide()).isFalse();
    }

    private void refused(String name, Octets key, String why) {
        assertThat(sites.online.partners().propose(ANNA, name, key))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused ->
                                assertThat(refused.why())
                                        .contains(why)
                                        .contains("Nothing was changed."));
    }

    @Test
    void beforeItsFirstCeremonyAnOfflineInstallationHasNoKeyAndTakesNothing() {
        sites.pinned();
        sites.renewalApproved(VALIDITY);
        var requests = sites.packed();
        sites.hasKey = false;

        assertThat(sites.offline.partners().page(ANNA).own()).isEqualTo(new OwnKey.NotMadeYet());
        assertThat(sites.offline.imports().look(ANNA, requests))
                .isInstanceOfSatisfying(
                        Inspection.Refused.class,
                        refused -> assertThat(refused.why()).contains("no exchange key yet"));
    }

    @Test
    void whatWaitsIsPackedOnceAndKept() {
        sites.renewalApproved(VALIDITY);
        var packages = sites.online.packages();
        var before = packages.outbox(OTTO).orElseThrow();
        assertThat(before.waiting())
                .containsExactly("Act 1: Renew Test Issuing; asks for a certificate");
        assertThat(before.partners()).isEmpty();
        sites.pinned();
        assertThat(packages.outbox(OTTO).orElseThrow().partners()).containsExactly("vault");
        assertThat(packages.outbox(AUDITOR).orElseThrow().mayPack()).isFalse();
        assertThatThrownBy(() -> packages.pack(AUDITOR, "vault"))
                .isInstanceOf(NotAuthorisedException.class);

        assertThat(packages.pack(OTTO, "vault")).contains("Requests 1 for 'vault' are packed");

        assertThat(packages.outbox(OTTO).orElseThrow().waiting()).isEmpty();
        assertThatThrownBy(() -> packages.pack(OTTO, "vault"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("number 1");
        var row = packages.newest(AUDITOR).getFirst();
        assertThat(row.direction()).isEqualTo(KeptPackage.Direction.SENT);
        assertThat(row.by()).isEqualTo("otto");
        var page = packages.page(AUDITOR, row.manifestSha256());
        assertThat(page.fileName()).isEqualTo("requests-1-for-vault.lineage");
        assertThat(page.sheet().title()).isEqualTo("Requests 1");
        assertThat(page.sheet().sha256()).isEqualTo(page.content().sha256());
        assertThat(page.sheet().items())
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.title()).isEqualTo("Act 1: Renew Test Issuing");
                    assertThat(item.lines())
                            .anyMatch(line ->
                                    line.contains("a certificate for Test Issuing by Test Root"))
                            .anyMatch(line -> line.startsWith("Approved by otto"));
                });
        assertThat(vault(ANNA).sent()).isEqualTo(1);
        assertThat(vault(ANNA).last()).isEqualTo(TwoSites.NOW);
    }

    @Test
    void requestsAreLookedAtThenTakenAndAScriptAnswersThem() {
        sites.pinned();
        sites.renewalApproved(VALIDITY);
        var requests = sites.packed();
        var imports = sites.offline.imports();

        var looked = passed(imports.look(OTTO, requests));
        assertThat(looked.partner()).isEqualTo("online");
        assertThat(looked.steps())
                .isEqualTo("  - renew: {request: online-1-1, issuer: Test Root}\n");
        assertThat(sites.offline.packages().newest(ANNA)).isEmpty();
        assertThat(sites.offline.packages().unanswered(ANNA)).isEmpty();

        assertThat(passed(imports.take(OTTO, requests))).isEqualTo(looked);

        var open = sites.offline.packages().unanswered(AUDITOR).orElseThrow();
        assertThat(open.requests()).containsExactly("online-1-1");
        assertThat(open.steps()).isEqualTo(looked.steps());
        var row = sites.offline.packages().newest(ANNA).getFirst();
        assertThat(sites.offline.packages().page(ANNA, row.manifestSha256()).sheet())
                .isEqualTo(looked);
        var script = CeremonyScript.read(imports.script(ANNA, Set.of("online-1-1", "other-9-9")));
        assertThat(script.title()).isEqualTo("Certificates that were asked for");
        assertThat(script.requests()).containsExactly("online-1-1");
        assertThat(script.publisher()).isEqualTo("http://crl.example");
        assertThat(sites.offline.packages().outbox(ANNA)).isEmpty();
    }

    @Test
    void resultsComeBackAndStayWhenThePartnerIsRemoved() {
        sites.pinned();
        sites.renewalApproved(VALIDITY);
        var taken = passed(sites.offline.imports().take(OTTO, sites.packed()));
        var results = sites.ceremony(taken.steps());
        assertThat(sites.offline.packages().unanswered(ANNA)).isPresent();

        var looked = passed(sites.online.imports().look(OTTO, results));
        assertThat(looked.title()).isEqualTo("Results 1");
        assertThat(looked.items())
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.title()).isEqualTo("Ceremony: Renewal in the vault");
                    assertThat(item.lines())
                            .anyMatch(line ->
                                    line.startsWith("Certificate of Test Issuing by Test Root"));
                    assertThat(item.minutes()).isNotNull();
                });
        var id = sites.issuing.identity().id();
        assertThat(sites.authorities.certificates(id)).hasSize(1);

        passed(sites.online.imports().take(OTTO, results));

        assertThat(sites.authorities.certificates(id)).hasSize(2);
        assertThat(vault(ANNA).taken()).isEqualTo(1);
        var row =
                sites.online.packages().newest(ANNA).stream()
                        .filter(each -> each.direction() == KeptPackage.Direction.TAKEN)
                        .findFirst()
                        .orElseThrow();
        sites.online.partners().remove(ANNA, "vault");
        var page = sites.online.packages().page(AUDITOR, row.manifestSha256());
        assertThat(page.fileName()).isEqualTo("results-1-from-vault.lineage");
        assertThat(page.content()).isEqualTo(results);
    }

    @Test
    void aPackageThatIsNotTakenSaysWhyAndWhatToDoAndChangesNothing() {
        sites.renewalApproved(VALIDITY);
        sites.online.partners().propose(ANNA, "vault", sites.vaultPublicKey());
        sites.online.partners().confirm(OTTO, "vault", sites.vaultPublicKey().sha256());
        var first = sites.packed();
        var imports = sites.offline.imports();
        refused(imports, first, "which is not that of a partner", "pin their key under Exchange");
        sites.offline.partners().propose(ANNA, "online", sites.onlinePublicKey());
        refused(imports, first, "which is not that of a partner", "pin their key under Exchange");
        sites.offline.partners().confirm(OTTO, "online", sites.onlinePublicKey().sha256());
        sites.renewalApproved(VALIDITY.plusDays(1));
        var second = sites.packed();

        refused(imports, first.first(first.length() - 1), "its end is missing", "downloaded there");
        refused(imports, octets("hello"), "its end is missing", "SHA-256 by voice");
        refused(imports, second, "take package 1 first", "Bring those that are missing first");
        refused(sites.online.imports(), first, "not that of a partner", "pin their key");
        assertThat(sites.offline.packages().newest(ANNA)).isEmpty();

        passed(imports.take(ANNA, first));
        refused(imports, first, "was taken before", "nothing to do");
        passed(imports.take(ANNA, second));
        assertThatThrownBy(() -> imports.look(AUDITOR, second))
                .isInstanceOf(NotAuthorisedException.class);
        assertThatThrownBy(() -> imports.take(AUDITOR, second))
                .isInstanceOf(NotAuthorisedException.class);
        assertThat(sites.offline.packages().newest(ANNA)).hasSize(2);
    }

    private static void refused(ImportPresenter imports, Octets octets, String why, String advice) {
        for (var inspection : List.of(imports.look(OTTO, octets), imports.take(OTTO, octets))) {
            assertThat(inspection)
                    .isInstanceOfSatisfying(
                            Inspection.Refused.class,
                            refused -> {
                                assertThat(refused.why())
                                        .contains(why)
                                        .endsWith("Nothing was changed.");
                                assertThat(refused.advice()).contains(advice);
                            });
        }
    }

    @Test
    void aPackageGoesOverTheGapAsQrCodes() {
        sites.pinned();
        sites.renewalApproved(VALIDITY);
        var requests = sites.packed();
        var row = sites.online.packages().newest(ANNA).getFirst();
        var page = sites.online.packages().page(ANNA, row.manifestSha256());
        assertThat(page.sheet().isSmall()).isTrue();
        var frames = sites.online.packages().frames(page);
        assertThat(frames).hasSizeGreaterThan(3);
        var scanned = new ScannedFrames();

        frames.subList(1, frames.size())
                .forEach(frame -> scanned.show("p", DrawnCode.picture("png", List.of(frame))));
        assertThat(scanned.state())
                .isEqualTo(
                        new ScannedFrames.State.Gathering(frames.size() - 1, frames.size(), "1"));
        scanned.type(frames.getFirst());

        assertThat(scanned.state())
                .isInstanceOfSatisfying(
                        ScannedFrames.State.Complete.class,
                        complete -> {
                            assertThat(complete.octets()).isEqualTo(requests);
                            passed(sites.offline.imports().take(ANNA, complete.octets()));
                        });
    }

    private static PackageSheet passed(Inspection inspection) {
        assertThat(inspection).isInstanceOf(Inspection.Passed.class);
        return ((Inspection.Passed) inspection).sheet();
    }
}
