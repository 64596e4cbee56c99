package org.lineageca.launcher.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {

    @TempDir private Path folder;
    private Installation installation;

    @BeforeEach
    void place() {
        installation = new Installation(folder, folder.resolve("data"));
    }

    private static PortChoice single(PortUse use, int port) {
        return new PortChoice(null, Map.of(use, port));
    }

    private Settings choose(PortChoice choice) throws IOException, RefusedException {
        Files.createDirectories(installation.data());
        return Settings.choose(installation, choice, false);
    }

    @Test
    void theFirstRunKeepsWhatWasChosen() throws Exception {
        choose(new PortChoice(9540, Map.of(PortUse.CORE, 9999)));

        var kept = Settings.read(installation).ports();
        assertThat(kept.of(PortUse.CONSOLE)).isEqualTo(9540);
        assertThat(kept.of(PortUse.CORE)).isEqualTo(9999);
        assertThat(kept.of(PortUse.OCSP)).isEqualTo(9542);
        assertThat(choose(PortChoice.NONE).ports()).isEqualTo(kept);
    }

    @Test
    void withoutAChoiceThePortsAre8440To8446() throws Exception {
        assertThat(choose(PortChoice.NONE).ports()).isEqualTo(Ports.from(8440));
    }

    @Test
    void anInstallationFromBeforeThereWereMetricsHasThemAfterItsDatabase() throws Exception {
        choose(PortChoice.NONE);
        var text = Files.readString(installation.settings());
        Files.writeString(
                installation.settings(),
                text.replace("  metrics: 8445\n", "").replace("  publisher: 8446\n", ""));

        assertThat(Settings.read(installation).ports()).isEqualTo(Ports.defaults());
    }

    @Test
    void whatIsAddedLaterTakesNoPortOfAFurtherResponder() throws Exception {
        choose(PortChoice.NONE);
        var text = Files.readString(installation.settings()).replace("  publisher: 8446\n", "");
        Files.writeString(
                installation.settings(),
                text + "responders:\n  r2: {reads: database, port: 8446, metrics-port: 8447}\n");

        assertThat(Settings.read(installation).ports().of(PortUse.PUBLISHER)).isEqualTo(8448);
    }

    @Test
    void aPortNamedInCertificatesCannotChange() throws Exception {
        choose(PortChoice.NONE);
        Files.createFile(installation.pkiCreatedMarker());

        assertThatThrownBy(() -> choose(new PortChoice(9540, Map.of())))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("ocsp port of this installation is 8442")
                .hasMessageContaining("certificates already name it");
        assertThat(Settings.read(installation).ports()).isEqualTo(Ports.defaults());
    }

    @Test
    void otherPortsMayChangeLater() throws Exception {
        choose(PortChoice.NONE);
        Files.createFile(installation.pkiCreatedMarker());

        choose(single(PortUse.CONSOLE, 9000));

        assertThat(Settings.read(installation).ports().of(PortUse.CONSOLE)).isEqualTo(9000);
    }

    @Test
    void noPortChangesUnderARunningInstallation() throws Exception {
        choose(PortChoice.NONE);

        assertThatThrownBy(() -> Settings.choose(installation, single(PortUse.CORE, 9000), true))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("lineage down");
    }

    @Test
    void onePortCannotServeTwoUses() {
        assertThatThrownBy(() -> choose(single(PortUse.CORE, 8440)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("port 8440 is given twice");
    }

    @Test
    void aPortIsANumberUpTo65535() {
        assertThatThrownBy(() -> choose(new PortChoice(65_533, Map.of())))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("got 65536");
    }

    @Test
    void aSpoiltFileIsNamedInTheError() throws Exception {
        Files.createDirectories(installation.data());
        Files.writeString(installation.settings(), "ports: {console: many}\n");

        assertThatThrownBy(() -> Settings.read(installation))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("lineage.yml cannot be used: ports.console is not a whole");
    }

    private Settings chooseOffline(PortChoice choice) throws IOException, RefusedException {
        Files.createDirectories(installation.data());
        return Settings.chooseOffline(installation, choice, false);
    }

    @Test
    void anOfflineInstallationStaysOneAndHasTwoPorts() throws Exception {
        chooseOffline(new PortChoice(9540, Map.of()));

        assertThat(installation.settings())
                .content()
                .contains("kind: offline")
                .contains("console: 9540")
                .contains("postgres: 9544")
                .doesNotContain("ocsp", "crl", "core");
        var kept = Settings.read(installation);
        assertThat(kept.kind()).isEqualTo(Kind.OFFLINE);
        assertThat(choose(PortChoice.NONE)).isEqualTo(kept);
        assertThat(chooseOffline(PortChoice.NONE)).isEqualTo(kept);
        assertThat(choose(single(PortUse.CONSOLE, 9000)).kind()).isEqualTo(Kind.OFFLINE);
    }

    @Test
    void anOnlineInstallationDoesNotBecomeOffline() throws Exception {
        var online = choose(PortChoice.NONE);
        assertThat(online.kind()).isEqualTo(Kind.ONLINE);
        assertThatThrownBy(() -> chooseOffline(PortChoice.NONE))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is online, and this is for one that is offline")
                .hasMessageContaining("Nothing was changed");
        assertThat(Settings.read(installation)).isEqualTo(online);
    }

    @Test
    void whatIsForOnlineInstallationsIsRefusedOffline() throws Exception {
        chooseOffline(PortChoice.NONE);
        assertThatThrownBy(() -> Settings.read(installation, Kind.ONLINE, "Nothing was sent."))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is offline, and this is for one that is online")
                .hasMessageContaining("Nothing was sent.");
        assertThatThrownBy(() -> chooseOffline(single(PortUse.OCSP, 9000)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("has no ocsp port")
                .hasMessageContaining("--ocsp-port");
    }

    @Test
    void anInstallationFromBeforeThereWereTwoKindsIsOnline() throws Exception {
        var chosen = choose(PortChoice.NONE);
        var text = Files.readString(installation.settings());
        Files.writeString(installation.settings(), text.replace("kind: online\n", ""));
        assertThat(Settings.read(installation)).isEqualTo(chosen);
        Files.writeString(installation.settings(), text.replace("kind: online", "kind: both"));
        assertThatThrownBy(() -> Settings.read(installation))
                .hasMessageContaining("kind is neither online nor offline");
    }

    @Test
    void withoutAnInstallationTheErrorSaysHowToMakeOne() {
        assertThatThrownBy(() -> Settings.read(installation))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("lineage up");
    }
}
