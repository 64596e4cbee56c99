package org.lineageca.publisher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.publisher.testpki.CrlDraft;
import org.lineageca.publisher.testpki.TestAuthority;
import org.lineageca.publisher.testpki.TestRows;

/** A publisher with several targets, of which some do not work. */
class TargetsTest {

    @TempDir private Path temporary;

    @Test
    void whatOneTargetCannotTakeTheOthersGetAndItGetsLater() throws Exception {
        var ca = TestAuthority.create("Distributed CA");
        var now = Instant.now().minusSeconds(10);
        var password = Files.writeString(temporary.resolve("ldap-password"), "x");
        // Nothing can be put into a folder that is a file.
        var blocked = Files.writeString(temporary.resolve("blocked"), "in the way");
        try (var database = TemporaryDatabase.start();
                var rows = new TestRows(database)) {
            var id = rows.generation(ca, null);
            rows.certificate(id, null, now, ca.selfSigned(now));
            rows.scope(id, "complete", "http://127.0.0.1/" + ca.label() + "/complete.crl");
            rows.crl(id, new CrlDraft(ca, 1, Instant.now(), List.of(5L)).sign());
            try (var publisher =
                    Running.with(
                            database,
                            temporary.resolve("published"),
                            """
                              targets:
                                - {kind: folder, name: blocked, folder: '%s'}
                                - {kind: folder, name: mirror, folder: '%s'}
                                - {kind: s3, name: bucket, endpoint: 'http://127.0.0.1:1', region: x, bucket: b, access-key-file: '%s', secret-key-file: '%s'}
                                - {kind: ldap, name: directory, url: 'ldap://127.0.0.1:1', bind-dn: 'cn=x', password-file: '%s', base: 'dc=example'}
                            """
                                    .formatted(
                                            blocked,
                                            temporary.resolve("mirror"),
                                            password,
                                            password,
                                            password))) {
                publisher.awaitNumber(ca.label(), 1);
                var served = publisher.get("/" + ca.label() + "/complete.crl").body();
                await().untilAsserted(() ->
                        assertThat(temporary.resolve("mirror/" + ca.label() + "/complete.crl"))
                                .binaryContent()
                                .isEqualTo(served));
                publisher.awaitHealth(503, "blocked does not have");
                publisher.awaitHealth(503, "bucket does not have");
                publisher.awaitHealth(503, "directory does not have");
                assertThat(publisher.text("/health")).doesNotContain("mirror");

                Files.delete(blocked);
                await().untilAsserted(() ->
                        assertThat(blocked.resolve(ca.label() + "/complete.crl"))
                                .binaryContent()
                                .isEqualTo(served));
                await().untilAsserted(() ->
                        assertThat(publisher.text("/health"))
                                .doesNotContain("blocked does not have"));
            }
        }
    }
}
