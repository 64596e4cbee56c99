package org.lineageca.publisher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.publisher.guard.CaCertificate;
import org.lineageca.publisher.guard.CertsOnlyMessage;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.guard.Verdict;
import org.lineageca.publisher.testpki.CrlDraft;
import org.lineageca.publisher.testpki.TestAuthority;
import org.lineageca.publisher.testpki.TestCrl;
import org.lineageca.publisher.testpki.TestRows;

/** What is published as authorities are renewed, cross-certified, re-keyed and end. */
class LifecycleTest {

    private static TemporaryDatabase database;
    private static TestRows rows;
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

    @TempDir private Path temporary;

    private final TestAuthority root = TestAuthority.create("Root");
    private final TestAuthority ca = TestAuthority.create("Issuing");
    private final Octets rootCertificate = root.selfSigned(START);
    private final Octets first = ca.certifiedBy(root, START, true);
    private volatile Instant now = Instant.now();
    private int rootId;
    private int id;
    private @Nullable Running running;

    @BeforeAll
    static void startDatabase() {
        database = TemporaryDatabase.start();
        rows = new TestRows(database);
    }

    @BeforeEach
    void start() {
        rootId = rows.generation(root, null);
        rows.certificate(rootId, null, START, rootCertificate);
        id = rows.generation(ca, rootId);
        rows.certificate(id, rootId, START, first);
        rows.scope(id, "complete", uri(ca));
        running = run(database.jdbcUrl());
        await().untilAsserted(() -> assertThat(get("/ca.crt")).isEqualTo(first.toArray()));
    }

    /** So that no test sees what another has done to the database. */
    @AfterEach
    void stop() {
        publisher().close();
        rows.update("TRUNCATE crl, crl_piece");
        rows.update("DELETE FROM crl_scope");
        rows.update("DELETE FROM ca_certificate");
        rows.update("DELETE FROM generation");
        rows.update("DELETE FROM authority");
    }

    @AfterAll
    static void stopDatabase() {
        rows.close();
        database.close();
    }

    @Test
    void aRenewalIsServedAtTheSameUrlAndCrlsGoOn() {
        crl(1, List.of(5L));
        publisher().awaitNumber(ca.label(), 1);
        var renewed = ca.certifiedBy(root, START.plusSeconds(60), true);
        var waiting = ca.certifiedBy(root, Instant.now().plusSeconds(86_400), true);
        rows.certificate(id, rootId, START.plusSeconds(60), renewed);
        rows.certificate(id, rootId, Instant.now().plusSeconds(86_400), waiting);
        await().untilAsserted(() -> assertThat(get("/ca.crt")).isEqualTo(renewed.toArray()));
        await().untilAsserted(() -> assertThat(p7c()).containsExactly(renewed, first));
        crl(2, List.of(5L, 6L));
        publisher().awaitNumber(ca.label(), 2);
        now = Instant.now().plus(Duration.ofDays(2));
        crl(3, List.of(5L, 6L));
        await().untilAsserted(() ->
                assertThat(p7c()).startsWith(waiting).hasSize(3).contains(renewed, first));
        assertThat(publisher().text("/" + ca.label() + "/ca.pem")).contains("BEGIN CERTIFICATE");
        publisher().awaitNumber(ca.label(), 3);
    }

    @Test
    void crossAndLinkCertificatesAreInTheP7cOnly() {
        var foreign = TestAuthority.create("Foreign Root");
        var cross = ca.certifiedBy(foreign, START.plusSeconds(60), true);
        var shortCross = ca.certifiedBy(foreign, START.plusSeconds(70), seconds(3600));
        rows.crossCertificate(id, null, START.plusSeconds(60), cross);
        rows.crossCertificate(id, null, START.plusSeconds(70), shortCross);
        // Older than the own one: that does not matter for a cross-certificate.
        var old = ca.certifiedBy(foreign, START.minusSeconds(60), true);
        rows.crossCertificate(id, null, START.minusSeconds(60), old);
        await().untilAsserted(() ->
                assertThat(p7c())
                        .startsWith(first)
                        .containsExactlyInAnyOrder(first, cross, shortCross, old));
        assertThat(p7c().subList(1, 4)).isSortedAccordingTo(LifecycleTest::byOctets);
        assertThat(get("/ca.crt")).isEqualTo(first.toArray());
        var response = publisher().get("/" + ca.label() + "/ca.p7c");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/pkcs7-mime");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("public, max-age=60");
        assertThat(publisher().text("/")).contains(ca.label() + "/ca.p7c");
        publisher().awaitHealth(200, "ok");
        now = Instant.now().plusSeconds(7200);
        await().untilAsserted(() -> assertThat(p7c()).containsExactlyInAnyOrder(first, cross, old));
        publisher().close();
        running = run("jdbc:postgresql://127.0.0.1:1/lineage");
        assertThat(p7c()).containsExactlyInAnyOrder(first, cross, old);
    }

    @Test
    void aWrongCrossCertificateIsReportedAndLeftOut() throws Exception {
        var foreign = TestAuthority.create("Foreign Root");
        var wrong = TestAuthority.create("Issuing").certifiedBy(foreign, START, true);
        var right = ca.certifiedBy(foreign, START.plusSeconds(1), true);
        rows.crossCertificate(id, null, START, wrong);
        rows.crossCertificate(id, null, START.plusSeconds(1), right);
        publisher().awaitHealth(503, "for " + ca.label() + "/ca.p7c is refused (PUBLIC_KEY)");
        await().untilAsserted(() -> assertThat(p7c()).containsExactly(first, right));
        publisher().close();
        // While nobody watches the file is replaced by one of another key.
        var file = temporary.resolve("published/" + ca.label() + "/ca.p7c");
        Files.write(file, CertsOnlyMessage.encode(List.of(wrong)).toArray());
        rows.update(
                "DELETE FROM ca_certificate WHERE sha256 = sha256(?)", (Object) wrong.toArray());
        running = run("jdbc:postgresql://127.0.0.1:1/lineage");
        assertThat(publisher().get("/" + ca.label() + "/ca.p7c").statusCode()).isEqualTo(404);
        publisher().close();
        running = run(database.jdbcUrl());
        await().untilAsserted(() -> assertThat(p7c()).containsExactly(first, right));
        publisher().awaitHealth(200, "ok");
    }

    @Test
    void aRootIsReKeyedWithLinkCertificates() {
        var newRoot = root.nextGeneration();
        var newId = rows.generation(newRoot, null);
        var newRootCertificate = newRoot.selfSigned(START.plusSeconds(9));
        rows.certificate(newId, null, START.plusSeconds(9), newRootCertificate);
        var newWithOld = newRoot.certifiedBy(root, START.plusSeconds(9), true);
        var oldWithNew = root.certifiedBy(newRoot, START.plusSeconds(9), true);
        rows.crossCertificate(newId, rootId, START.plusSeconds(9), newWithOld);
        rows.crossCertificate(rootId, newId, START.plusSeconds(9), oldWithNew);
        await().untilAsserted(() ->
                assertThat(p7c(newRoot)).containsExactly(newRootCertificate, newWithOld));
        await().untilAsserted(
                        () -> assertThat(p7c(root)).containsExactly(rootCertificate, oldWithNew));
        publisher().awaitHealth(200, "ok");
        assertThat(publisher().text("/roots.pem").split("BEGIN CERTIFICATE", -1)).hasSize(3);
    }

    @Test
    void anAuthorityUnderAForeignCaIsPublished() {
        var external = TestAuthority.create("Subordinate");
        var externalId = rows.generation(external, null);
        var certificate = external.certifiedBy(TestAuthority.create("Foreign Root"), START, true);
        rows.certificate(externalId, null, START, certificate);
        await().untilAsserted(() -> assertThat(p7c(external)).containsExactly(certificate));
        publisher().awaitHealth(200, "ok");
        assertThat(publisher().text("/roots.pem")).containsOnlyOnce("BEGIN CERTIFICATE");
    }

    @Test
    void afterAReKeyBothCrlsNameTheirOwnUri() {
        crl(1, List.of());
        publisher().awaitNumber(ca.label(), 1);
        var next = ca.nextGeneration();
        var nextId = rows.generation(next, rootId);
        rows.certificate(nextId, rootId, START, next.certifiedBy(root, START, true));
        rows.scope(nextId, "complete", uri(next));
        rows.crl(nextId, pointing(next, uri(next), 1));
        publisher().awaitNumber(next.label(), 1);
        // What was published before stays as it is.
        publisher().awaitHealth(200, "ok");
        crl(2, List.of());
        publisher().awaitHealth(503, "(SCOPE). It has no issuingDistributionPoint");
        rows.crl(id, pointing(ca, uri(next), 3));
        publisher().awaitHealth(503, "does not name the URI");
        assertThat(publisher().number(ca.label())).isEqualTo(1);
        rows.crl(id, pointing(ca, uri(ca), 4));
        publisher().awaitNumber(ca.label(), 4);
        publisher().awaitHealth(200, "ok");
    }

    @Test
    void theFinalCrlIsServedForEverAndNeverStale() {
        crl(1, List.of(5L));
        publisher().awaitNumber(ca.label(), 1);
        rows.crl(id, new CrlDraft(ca, 2, now, List.of(5L)).thatIsFinal().sign());
        rows.update("UPDATE generation SET state = 'Retired' WHERE generation_id = " + id);
        publisher().awaitNumber(ca.label(), 2);
        now = Instant.parse("2126-01-01T00:00:00Z");
        publisher().awaitHealth(200, "ok");
        assertThat(
                        publisher()
                                .get("/" + ca.label() + "/complete.crl")
                                .headers()
                                .firstValue("Cache-Control"))
                .hasValue("public, max-age=86400");
        assertThat(publisher().text("/")).contains("final: no other will come");
        rows.crl(id, new CrlDraft(ca, 3, now, List.of(5L, 6L)).sign());
        publisher().awaitHealth(503, "(AFTER_FINAL)");
        publisher().close();
        running = run(database.jdbcUrl());
        publisher().awaitHealth(503, "(AFTER_FINAL)");
        assertThat(publisher().number(ca.label())).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Disabled", "Retired", "Destroyed", "Revoked"})
    void whatAnAuthorityStillOwesIsServedInEveryState(String state) {
        rows.update("UPDATE generation SET state = '" + state + "' WHERE generation_id = " + id);
        crl(1, List.of());
        publisher().awaitNumber(ca.label(), 1);
        assertThat(get("/ca.crt")).isEqualTo(first.toArray());
        assertThat(p7c()).containsExactly(first);
    }

    @Test
    void anExpiredAuthoritysCrlsGoOnAndItsUrlsStay() {
        // Its certificate ends after ten years.
        now = START.plus(Duration.ofDays(4000));
        crl(1, List.of(5L));
        publisher().awaitNumber(ca.label(), 1);
        assertThat(get("/ca.crt")).isEqualTo(first.toArray());
        assertThat(p7c()).containsExactly(first);
        publisher().close();
        running = run(database.jdbcUrl());
        crl(2, List.of(5L));
        publisher().awaitNumber(ca.label(), 2);
        publisher().awaitHealth(200, "ok");
    }

    private Running run(String jdbcUrl) {
        InstantSource clock = () -> now;
        return new Running(jdbcUrl, database.password(), temporary.resolve("published"), clock);
    }

    private Running publisher() {
        return Objects.requireNonNull(running);
    }

    private void crl(long number, List<Long> serials) {
        rows.crl(id, new CrlDraft(ca, number, now, serials).sign());
    }

    private TestCrl pointing(TestAuthority authority, String uri, long number) {
        return new CrlDraft(authority, number, now, List.of())
                .withDistributionPoint(uri, true, false)
                .sign();
    }

    private byte[] get(String name) {
        return publisher().get("/" + ca.label() + name).body();
    }

    private List<Octets> p7c() {
        return p7c(ca);
    }

    private List<Octets> p7c(TestAuthority authority) {
        var message = Octets.of(publisher().get("/" + authority.label() + "/ca.p7c").body());
        return switch (CertsOnlyMessage.read(message)) {
            case Verdict.Publish<List<CaCertificate>>(var certificates) ->
                    certificates.stream().map(CaCertificate::der).toList();
            case Verdict.Refuse<List<CaCertificate>>(_, var why) -> throw new AssertionError(why);
        };
    }

    private static int byOctets(Octets a, Octets b) {
        return Arrays.compareUnsigned(a.toArray(), b.toArray());
    }

    private Instant seconds(int fromNow) {
        return now.plusSeconds(fromNow);
    }

    private static String uri(TestAuthority authority) {
        return "http://127.0.0.1:8443/" + authority.label() + "/complete.crl";
    }
}
