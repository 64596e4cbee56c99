package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;
import static org.lineageca.db.Tables.AUDIT_EVENT;
import static org.lineageca.db.Tables.CERTIFICATE;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.lifecycle.FaultySigner.Fault;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.octets.Octets;

/** Certificates that are asked for at the same time share their commits, and nothing else. */
class IssuedTogetherTest {

    private static final int MANY = 24;

    private static TestPki pki;

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeAll
    static void create() {
        pki = new TestPki();
    }

    @AfterEach
    void mend() {
        pki.signer.fail(Fault.NONE);
        pki.asOwner().execute("DROP FUNCTION IF EXISTS refuse() CASCADE");
        clients.close();
    }

    /** From now on the database refuses rows of a table for which the condition holds. */
    private static void refuse(String table, String condition) {
        var owner = pki.asOwner();
        owner.execute(
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$");
        owner.execute(
                "CREATE TRIGGER refuse BEFORE INSERT ON "
                        + table
                        + " FOR EACH ROW WHEN ("
                        + condition
                        + ") EXECUTE FUNCTION refuse()");
    }

    /** All at the same time: the first occupies the lane, the others go together. */
    private Map<String, CompletableFuture<IssueCertificate.Issued>> issueMany(String prefix) {
        var requests = new HashMap<String, Octets>();
        IntStream.range(0, MANY)
                .mapToObj(number -> prefix + number + ".example")
                .forEach(host -> requests.put(host, TestRequests.server(host)));
        var issued = new HashMap<String, CompletableFuture<IssueCertificate.Issued>>();
        requests.forEach((host, request) -> issued.put(host, issue(request)));
        return issued;
    }

    private CompletableFuture<IssueCertificate.Issued> issue(Octets request) {
        return CompletableFuture.supplyAsync(
                () -> pki.issue.issue(ACTOR, "tls-server", request), clients);
    }

    private static CertificateRecord found(String host) {
        var found =
                pki.certificates.search(new CertificateQuery(null, "dns:" + host, 0, 10)).stream()
                        .filter(one -> one.names().contains("dns:" + host))
                        .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    @Test
    void whatTheDatabaseRefusesIsRefusedAloneAndNotSigned() {
        refuse("certificate", "NEW.subject = 'CN=refused7.example'");
        var signed = pki.signer.digests().size();
        var issued = issueMany("refused");
        var poor = Objects.requireNonNull(issued.remove("refused7.example"));
        assertThatThrownBy(poor::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(DataAccessException.class);
        issued.forEach(
                (host, one) -> assertThat(found(host).serial()).isEqualTo(one.join().serial()));
        assertThat(pki.signer.digests()).hasSize(signed + MANY - 1);
        assertThat(pki.certificates.search(new CertificateQuery(null, "refused7.", 0, 10)))
                .isEmpty();
    }

    @Test
    void whatCannotBeRecordedIsListedAndRevocable() {
        refuse("signed_certificate", "true");
        var issued = issueMany("unrecorded");
        issued.values()
                .forEach(one ->
                        assertThatThrownBy(one::join)
                                .hasCauseInstanceOf(DataAccessException.class));
        issued.keySet()
                .forEach(host -> {
                    assertThat(found(host).standing(pki.clock.instant())).isEqualTo("not recorded");
                    assertThat(
                                    pki.revoke.revoke(
                                            ACTOR,
                                            new CertificateReference.BySerial(found(host).serial()),
                                            RevocationReason.SUPERSEDED,
                                            null))
                            .isInstanceOf(RevocationDecision.Revoked.class);
                });
    }

    @Test
    void oneThatCannotBeRecordedLeavesItsNeighboursOnRecord() {
        var host = "lost3.example";
        refuse("signed_certificate", "position(convert_to('" + host + "', 'UTF8') IN NEW.der) > 0");
        var issued = issueMany("lost");
        assertThatThrownBy(Objects.requireNonNull(issued.remove(host))::join)
                .hasCauseInstanceOf(DataAccessException.class);
        issued.forEach((other, one) -> {
            one.join();
            assertThat(found(other).standing(pki.clock.instant())).isEqualTo("good");
        });
        assertThat(found(host).standing(pki.clock.instant())).isEqualTo("not recorded");
    }

    @Test
    void eachHasItsOwnAuditEvents() {
        var issued = issueMany("audited");
        issued.values().forEach(CompletableFuture::join);
        for (var one : issued.values()) {
            var serial = one.join().serial().hex();
            assertThat(
                            pki.asOwner()
                                    .select(AUDIT_EVENT.KIND)
                                    .from(AUDIT_EVENT)
                                    .where("details ->> 'serial' = {0}", DSL.val(serial))
                                    .orderBy(AUDIT_EVENT.SEQUENCE)
                                    .fetch(AUDIT_EVENT.KIND))
                    .containsExactly("CertificateIntended", "CertificateRecorded");
        }
    }

    @Test
    void aCopyWaitsForTheFirstWhileTheTokenHasItAndNobodyElseDoes() {
        var request = TestRequests.server("slow.example");
        var gate = new CompletableFuture<Void>();
        pki.signer.holdBackOne(gate);
        var first = issue(request);
        awaitIntents("CN=slow.example", 1);
        var copy = issue(request);
        // A certificate of the same generation, and of the same moment.
        var other = issue(TestRequests.server("quick.example"));
        assertThat(other).succeedsWithin(Duration.ofMinutes(1));
        assertThat(first).isNotDone();
        assertThat(copy).isNotDone();
        gate.complete(null);
        assertThat(first).succeedsWithin(Duration.ofMinutes(1));
        assertThatThrownBy(copy::join)
                .cause()
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> {
                            assertThat(refused.refusal()).isEqualTo(Refusal.DUPLICATE);
                            assertThat(refused).hasMessageContaining(first.join().serial().hex());
                        });
        awaitIntents("CN=slow.example", 1);
    }

    @Test
    void aCopyIsSignedWhenTheFirstCameToNothing() {
        var request = TestRequests.server("failing.example");
        var gate = new CompletableFuture<Void>();
        pki.signer.holdBackOne(gate);
        var first = issue(request);
        awaitIntents("CN=failing.example", 1);
        var copy = issue(request);
        gate.completeExceptionally(new IllegalStateException("lost"));
        assertThatThrownBy(first::join).hasRootCauseMessage("lost");
        assertThat(copy).succeedsWithin(Duration.ofMinutes(1));
        awaitIntents("CN=failing.example", 2);
    }

    private static void awaitIntents(String subject, int number) {
        Awaitility.await()
                .until(() ->
                        pki.asOwner().fetchCount(CERTIFICATE, CERTIFICATE.SUBJECT.eq(subject))
                                == number);
    }

    @Test
    void manyAreOfOneCommit() {
        var before = transactions();
        issueMany("commit").values().forEach(CompletableFuture::join);
        assertThat(transactions() - before).isLessThan(MANY);
    }

    /** How many have left intents. */
    private static int transactions() {
        return pki.asOwner().fetch("SELECT DISTINCT xmin::text FROM certificate").size();
    }
}
