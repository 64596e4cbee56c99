package org.lineageca.publisher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.publisher.distribute.s3.ObjectStoreSettings;
import org.lineageca.publisher.guard.Policy;

class SettingsTest {

    private static final String GOOD =
            """
            lineage:
              database: {url: 'jdbc:postgresql://127.0.0.1:8444/lineage', user: publisher, password-file: etc/secrets/publisher}
              folder: published
              http: {host: 127.0.0.1, port: 8443}
            """;

    private static final String TARGETS =
            """
              - {kind: folder, name: mirror, folder: /srv/mirror}
              - {kind: s3, name: bucket, endpoint: 'https://s3.example', region: eu, bucket: crl, prefix: pki, access-key-file: a, secret-key-file: s}
              - {kind: s3, name: amazon, region: eu-central-1, bucket: crl, access-key-file: a, secret-key-file: s}
              - {kind: ldap, name: directory, url: 'ldaps://ldap.example', bind-dn: 'cn=writer', password-file: p, base: 'ou=pki,dc=example'}
            """;

    @TempDir private Path folder;

    @Test
    void readsTheFileOfAnInstallation() throws IOException {
        var settings = read(GOOD);
        assertThat(settings.http().port()).isEqualTo(8443);
        assertThat(settings.folder()).isEqualTo(Path.of("published"));
        assertThat(settings.policy()).isEqualTo(Policy.DEFAULT);
        assertThat(read(GOOD + "  policy: {longest-validity: PT240H}\n").policy().longestValidity())
                .isEqualTo(Duration.ofDays(10));
    }

    @Test
    void readsTargetsFromTheFileAndFromOneOfTheirOwn() throws IOException {
        Files.writeString(folder.resolve("targets.yml"), "targets:\n" + TARGETS);

        var inline = read(GOOD + "  targets:\n" + TARGETS.indent(2)).targets();
        var apart =
                read(GOOD + "  targets-file: '%s'\n".formatted(folder.resolve("targets.yml")))
                        .targets();

        assertThat(apart)
                .isEqualTo(inline)
                .extracting(TargetSettings::name)
                .containsExactly("mirror", "bucket", "amazon", "directory");
        assertThat(((TargetSettings.Bucket) inline.get(1)).settings())
                .returns("pki/", ObjectStoreSettings::prefix)
                .returns(true, ObjectStoreSettings::pathStyle);
        assertThat(((TargetSettings.Ldap) inline.get(3)).settings().server().port()).isEqualTo(636);
        assertThat(read(GOOD).targets()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithATarget() {
        refused(targets("{kind: folder, name: a}"), "lacks lineage.targets[0].folder");
        refused(
                targets("{kind: ftp, name: a}"),
                "lineage.targets[0].kind must be folder, s3 or ldap");
        refused(
                targets("{kind: folder, name: a, folder: b, x: y}"),
                "has lineage.targets[0].x, which is not a setting");
        refused(
                targets(
                        "{kind: folder, name: a, folder: b}\n    - {kind: folder, name: a, folder: c}"),
                "lineage.targets[1].name must be different");
        refused(
                targets(
                        "{kind: ldap, name: a, url: 'ldap://x.example', bind-dn: 'cn=a', password-file: p, base: 'cn=b'}"),
                "not sent to another machine in the clear");
        refused(
                targets(
                        "{kind: ldap, name: a, url: 'ldaps://x.example', bind-dn: 'nobody', password-file: p, base: 'cn=b'}"),
                "bind-dn must be a distinguished name");
        refused(
                targets(
                        "{kind: s3, name: a, endpoint: 'ftp://x', region: r, bucket: b, access-key-file: k, secret-key-file: s}"),
                "endpoint must be a URL that begins with http or https");
    }

    private static String targets(String text) {
        return GOOD + "  targets:\n    - " + text + "\n";
    }

    @Test
    void saysWhatIsWrongWithAFile() {
        refused(
                GOOD.replace("8443", "84430"),
                "lineage.http.port must be a number from 0 to 65535");
        refused(GOOD.replace("folder: published", "x: y"), "lacks lineage.folder");
        refused(GOOD + "  polizy: {}\n", "has lineage.polizy, which is not a setting");
        refused(GOOD + "  policy: {longest-validity: ten days}\n", "ISO 8601");
        refused("- a\n", "must be a mapping");
        refused("lineage: {", "is not YAML");
        assertThatThrownBy(() -> Settings.read(folder.resolve("absent.yml")))
                .hasMessageContaining("There is no configuration file");
        assertThatThrownBy(() -> read(GOOD).database().password())
                .hasMessageContaining("There is no password file");
    }

    private void refused(String text, String words) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(words);
    }

    private Settings read(String text) throws IOException {
        return Settings.read(Files.writeString(folder.resolve("crl-publisher.yml"), text));
    }
}
