package org.lineageca.publisher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.publisher.testpki.CrlDraft;
import org.lineageca.publisher.testpki.Mutant;
import org.lineageca.publisher.testpki.TestAuthority;
import org.lineageca.publisher.testpki.TestCrl;
import org.lineageca.publisher.testpki.TestRows;

class ApplicationTest {

    private static final TestAuthority ROOT = TestAuthority.create("Test Root <CA> & Sons");
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static TemporaryDatabase database;
    private static TestRows rows;
    private static int rootId;

    @TempDir private Path temporary;

    @BeforeAll
    static void certifyTheRoot() {
        database = TemporaryDatabase.start();
        rows = new TestRows(database);
        rootId = rows.generation(ROOT, null);
        rows.certificate(rootId, null, START, ROOT.selfSigned(START));
    }

    @AfterAll
    static void stopDatabase() {
        rows.close();
        database.close();
    }

    /** A generation under the root with its scope, and its CA certificate published. */
    private record Issuing(TestAuthority authority, int id) {

        static Issuing create(String name) {
            var authority = TestAuthority.create(name);
            var id = rows.generation(authority, rootId);
            rows.certificate(id, rootId, START, authority.certifiedBy(ROOT, START, true));
            rows.scope(id, "complete", uri(authority));
            return new Issuing(authority, id);
        }

        static String uri(TestAuthority authority) {
            return "http://127.0.0.1:8443/" + authority.label() + "/complete.crl";
        }

        String label() {
            return authority.label();
        }

        String path() {
            return "/" + label() + "/complete.crl";
        }

        void crl(long number, List<Long> serials) {
            rows.crl(id, new CrlDraft(authority, number, Instant.now(), serials).sign());
        }

        /** So that no other test sees what this one has done to the database. */
        void forget() {
            rows.forgetCrls(id);
            rows.update("DELETE FROM crl_scope WHERE generation_id = " + id);
        }
    }

    @Test
    void servesANewCrlOnceItIsCommitted() {
        var ca = Issuing.create("Quick CA");
        try (var publisher = Running.asInstalled(database, temporary.resolve("published"))) {
            ca.crl(1, List.of());
            publisher.awaitNumber(ca.label(), 1);
            for (var number = 2; number < 6; number++) {
                // A number whose signature never arrived is no newer CRL.
                rows.unsignedCrl(ca.id(), number + 100L);
                ca.crl(number, List.of(1L, 2L));
                publisher.awaitNumber(ca.label(), number);
            }
            publisher.awaitHealth(200, "{\"status\":\"ok\",\"reasons\":[]}");
        } finally {
            ca.forget();
        }
    }

    /** A generation whose last CRL is published, and what is wrong with the next one. */
    private record Threatened(Issuing ca, Mutant mutant, TestCrl last) {}

    @Test
    void refusesEveryMutantForItsReasonAndKeepsTheOldOne() throws IOException {
        var folder = temporary.resolve("published");
        var now = Instant.now();
        var threatened = new ArrayList<Threatened>();
        try (var publisher = new Running(database, folder)) {
            for (var i = 0; i < Mutant.all(ROOT, "http://x/", now).size(); i++) {
                threatened.add(threaten("Mutated CA " + i, i, now));
            }
            for (var one : threatened) {
                publisher.awaitNumber(one.ca().label(), 7);
                rows.forgetCrls(one.ca().id());
                rows.crl(one.ca().id(), one.mutant().crl());
            }
            for (var one : threatened) {
                publisher.awaitHealth(
                        503,
                        "%s/complete is refused (%s)"
                                .formatted(one.ca().label(), one.mutant().reason()));
                assertThat(publisher.get(one.ca().path()).body())
                        .as(one.mutant().name())
                        .isEqualTo(one.last().der().toArray())
                        .isEqualTo(
                                Files.readAllBytes(folder.resolve(one.ca().path().substring(1))));
            }
            // A right one ends the refusal.
            for (var one : threatened) {
                rows.forgetCrls(one.ca().id());
                rows.crl(one.ca().id(), Mutant.next(one.ca().authority(), now).sign());
            }
            for (var one : threatened) {
                publisher.awaitNumber(one.ca().label(), 8);
            }
            publisher.awaitHealth(200, "ok");
        } finally {
            threatened.forEach(one -> one.ca().forget());
        }
    }

    private static Threatened threaten(String name, int mutant, Instant now) {
        var ca = Issuing.create(name);
        var last = Mutant.last(ca.authority(), now);
        rows.crl(ca.id(), last);
        var uri = Issuing.uri(ca.authority());
        return new Threatened(ca, Mutant.all(ca.authority(), uri, now).get(mutant), last);
    }

    @Test
    void servesCertificatesPemFilesRootsAndAPageOfEverything() {
        var ca = Issuing.create("Listed CA");
        try (var publisher = new Running(database, temporary.resolve("published"))) {
            ca.crl(3, List.of(7L));
            publisher.awaitNumber(ca.label(), 3);
            var certificate = publisher.get("/" + ca.label() + "/ca.crt");
            assertThat(certificate.headers().firstValue("Content-Type"))
                    .hasValue("application/pkix-cert");
            assertThat(certificate.body())
                    .isEqualTo(
                            Files.readAllBytes(
                                    temporary.resolve("published/" + ca.label() + "/ca.crt")));
            assertThat(publisher.text("/" + ca.label() + "/ca.pem"))
                    .startsWith("-----BEGIN CERTIFICATE-----\n")
                    .endsWith("-----END CERTIFICATE-----\n");
            assertThat(publisher.text("/" + ca.label() + "/complete.pem"))
                    .startsWith("-----BEGIN X509 CRL-----\n");
            assertThat(publisher.text("/roots.pem")).containsOnlyOnce("BEGIN CERTIFICATE");
            assertThat(publisher.get("/roots.pem").headers().firstValue("Content-Type"))
                    .hasValue("application/x-pem-file");
            var uri = Issuing.uri(ca.authority());
            // Lists of what is published are written when that has been.
            await().untilAsserted(() ->
                    assertThat(publisher.text("/" + ca.label() + "/crls.json"))
                            .isEqualTo("[\"" + uri + "\"]\n"));
            assertThat(publisher.get("/crls.json").headers().firstValue("Content-Type"))
                    .hasValue("application/json");
            assertThat(publisher.text("/crls.json"))
                    .startsWith("{\"generations\":[{\"label\":")
                    .contains("{\"scope\":\"complete\",\"url\":\"" + uri + "\"}");
            var page = publisher.get("/");
            assertThat(page.headers().firstValue("Content-Type"))
                    .hasValue("text/html; charset=utf-8");
            assertThat(publisher.text("/"))
                    .contains(
                            ca.path(),
                            ca.label() + "/crls.json",
                            "CN=Listed CA",
                            "Test Root &lt;CA&gt; &amp; Sons")
                    .doesNotContain("<script");
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            ca.forget();
        }
    }

    @Test
    void replacesACaCertificateByARenewedOneButNotByAForeignOne() {
        var ca = Issuing.create("Renewed CA");
        try (var publisher = new Running(database, temporary.resolve("published"))) {
            publisher.awaitHealth(200, "ok");
            var renewed = ca.authority().certifiedBy(ROOT, START.plusSeconds(1), true);
            rows.certificate(ca.id(), rootId, START.plusSeconds(1), renewed);
            await().untilAsserted(() ->
                    assertThat(publisher.get("/" + ca.label() + "/ca.crt").body())
                            .isEqualTo(renewed.toArray()));
            var foreign = TestAuthority.create("Renewed CA").selfSigned(START.plusSeconds(2));
            rows.certificate(ca.id(), null, START.plusSeconds(2), foreign);
            publisher.awaitHealth(503, "(PUBLIC_KEY)");
            assertThat(publisher.get("/" + ca.label() + "/ca.crt").body())
                    .isEqualTo(renewed.toArray());
        } finally {
            rows.update("DELETE FROM ca_certificate WHERE generation_id = " + ca.id());
            ca.forget();
        }
    }

    @Test
    void servesWhatItPublishedBeforeARestartEvenWithoutTheDatabase() throws IOException {
        var ca = Issuing.create("Restarted CA");
        var folder = temporary.resolve("published");
        String etag;
        try (var publisher = new Running(database, folder)) {
            ca.crl(4, List.of(9L));
            publisher.awaitNumber(ca.label(), 4);
            etag = publisher.get(ca.path()).headers().firstValue("ETag").orElseThrow();
        } finally {
            ca.forget();
        }
        // A crash between the two files, and one before a rename.
        Files.writeString(folder.resolve(ca.label() + "/complete.pem"), "of the CRL before");
        var unfinished = folder.resolve(ca.label() + "/.complete.crl.new");
        Files.write(unfinished, new byte[100]);
        var nowhere = "jdbc:postgresql://127.0.0.1:1/lineage";
        try (var publisher =
                new Running(nowhere, database.password(), folder, InstantSource.system())) {
            assertThat(unfinished).doesNotExist();
            assertThat(publisher.number(ca.label())).isEqualTo(4);
            assertThat(publisher.get(ca.path()).headers().firstValue("ETag")).hasValue(etag);
            publisher.awaitHealth(503, "The database has not been read yet.");
            await().untilAsserted(() ->
                    assertThat(folder.resolve(ca.label() + "/complete.pem"))
                            .content(StandardCharsets.US_ASCII)
                            .startsWith("-----BEGIN X509 CRL-----"));
        }
    }

    @Test
    void putsRightWhatSomebodyElseDoesToItsFiles() throws IOException {
        var ca = Issuing.create("Tampered CA");
        var folder = temporary.resolve("published");
        var file = folder.resolve(ca.path().substring(1));
        try (var publisher = new Running(database, folder)) {
            ca.crl(5, List.of(9L));
            publisher.awaitNumber(ca.label(), 5);
            var right = publisher.get(ca.path()).body();
            Files.write(file, new byte[10]);
            assertThat(publisher.get(ca.path()).body()).isEqualTo(right);
            await().untilAsserted(() -> assertThat(file).binaryContent().isEqualTo(right));
        }
        // While nobody watches: garbage, then a CRL of another key.
        for (var foreign :
                List.of(
                        new byte[10],
                        new CrlDraft(TestAuthority.create("X"), 99, START, List.of())
                                .sign()
                                .der()
                                .toArray())) {
            Files.write(file, foreign);
            try (var publisher = new Running(database, folder)) {
                publisher.awaitNumber(ca.label(), 5);
                publisher.awaitHealth(200, "ok");
            }
        }
        ca.forget();
    }

    @Test
    void anExpiredCrlIsServedButNotCachedAndReported() {
        var ca = Issuing.create("Expired CA");
        var now = new AtomicReference<>(Instant.now());
        InstantSource clock = now::get;
        try (var publisher =
                new Running(
                        database.jdbcUrl(),
                        database.password(),
                        temporary.resolve("published"),
                        clock)) {
            ca.crl(1, List.of());
            publisher.awaitNumber(ca.label(), 1);
            assertThat(publisher.get(ca.path()).headers().firstValue("Cache-Control"))
                    .hasValue("public, max-age=60");
            // Of its seven days half are over, and nobody renewed it.
            now.set(Instant.now().plus(Duration.ofDays(4)));
            publisher.awaitHealth(200, "complete.crl is past the middle of its life");
            now.set(Instant.now().plus(Duration.ofDays(8)));
            var expired = publisher.get(ca.path());
            assertThat(expired.statusCode()).isEqualTo(200);
            assertThat(expired.headers().firstValue("Cache-Control"))
                    .hasValue("public, max-age=0, must-revalidate");
            publisher.awaitHealth(503, "complete.crl passed its nextUpdate");
        } finally {
            ca.forget();
        }
    }
}
