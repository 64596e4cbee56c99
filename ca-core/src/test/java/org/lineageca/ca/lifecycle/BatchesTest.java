package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;
import static org.lineageca.db.Tables.REVOCATION;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.act.Plan;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.octets.Octets;

/** Lists of certificates, and their revocation, on a real PostgreSQL. */
class BatchesTest {

    private static final Actor FIRST = new Actor.Principal("First", TrustedRole.Officer);
    private static final Actor SECOND = new Actor.Principal("Second", TrustedRole.Officer);
    private static final Actor MACHINE = new Actor.Principal("host", TrustedRole.Machine);

    /** Several steps, and a remainder. */
    private static final int MANY = 4_500;

    private TestPki pki;

    @BeforeEach
    void issue() {
        pki = new TestPki();
        pki.asOwner()
                .execute(
                        """
                        INSERT INTO certificate (generation_id, serial, profile, subject, names, not_before,
                            not_after, spki_sha256, tbs_sha256, intended_at, intended_by)
                        SELECT (SELECT generation_id FROM generation WHERE label = '%s'),
                            decode(lpad(to_hex(1073741824 + i), 8, '0'), 'hex'), 'tls-server', 'CN=batch', '{}',
                            now(), timestamptz '2027-01-01', sha256('k'), sha256('t'), now(), 'test'
                        FROM generate_series(1, %d) i
                        """
                                .formatted(pki.issuing.identity().id().label(), MANY));
    }

    @Test
    void oneListIsRevokedWithTwoPeopleAndAnAuditorCanTellEach() {
        var names = new ArrayList<>(serials(1, MANY));
        Collections.shuffle(names, new Random(20_261_122));
        var batch = list(FIRST, names);

        var proposed = propose(FIRST, batch);
        assertThat(revoked()).isZero();
        assertThat(proposed.plan().text())
                .contains("certificates: " + MANY, "reason: superseded", "list-sha256: ");
        assertThat(Plan.read(proposed.plan().text())).isEqualTo(proposed.plan());
        assertThat(((Act.RevokeCertificates) proposed.plan().act()).list())
                .isEqualTo(sha256(lines(serials(1, MANY))));
        assertThatThrownBy(() -> pki.decide.approve(FIRST, proposed.id(), proposed.plan().digest()))
                .hasMessageContaining("two people");

        var done = pki.decide.approve(SECOND, proposed.id(), proposed.plan().digest());

        assertThat(done).isInstanceOf(DecidedAct.Done.class);
        assertThat(((DecidedAct.Done) done).outcome())
                .isEqualTo("4,500 certificates are revoked; 0 of the list were revoked before.");
        assertThat(revoked()).isEqualTo(MANY);
        assertEveryChangeIsInTheTrail();
    }

    @Test
    void whatWasRevokedBeforeIsReportedAndStaysAsItIsAndHoldsBecomeFinal() {
        pki.revoke.revoke(ACTOR, reference(1), RevocationReason.KEY_COMPROMISE, null);
        pki.revoke.revoke(ACTOR, reference(2), RevocationReason.CERTIFICATE_HOLD, null);
        pki.revoke.revoke(ACTOR, reference(3), RevocationReason.CERTIFICATE_HOLD, null);
        pki.release.release(ACTOR, reference(3), "found");

        var names = new ArrayList<>(serials(1, 20));
        names.addAll(List.of("00ff00ff", "no serial", pki.issuing.certificate().serial().hex()));
        var added = pki.inBatches.open(FIRST, names);

        assertThat(added.items()).hasSize(23);
        assertThat(added.items().getFirst()).isInstanceOf(ListedItem.AlreadyRevoked.class);
        assertThat(added.items().subList(1, 20)).hasOnlyElementsOfType(ListedItem.Good.class);
        assertThat(added.items().subList(20, 23))
                .hasExactlyElementsOfTypes(
                        ListedItem.Unknown.class,
                        ListedItem.Malformed.class,
                        ListedItem.OfACa.class);
        assertThat(added.batch().certificates()).isEqualTo(20);
        var again = pki.inBatches.add(FIRST, added.batch().id(), serials(1, 20));
        assertThat(again.batch().certificates()).isEqualTo(20);

        var done = approve(propose(FIRST, added.batch().id()));

        assertThat(((DecidedAct.Done) done).outcome())
                .isEqualTo("19 certificates are revoked; 1 of the list were revoked before.");
        assertThat(reason(1)).isEqualTo(RevocationReason.KEY_COMPROMISE.code());
        assertThat(reason(2)).isEqualTo(RevocationReason.SUPERSEDED.code());
        assertThat(reason(3)).isEqualTo(RevocationReason.SUPERSEDED.code());
    }

    @Test
    void aCertificateIsOnTheListOnceHoweverItIsNamed() {
        var issued = pki.issue.issue(ACTOR, "tls-server", TestRequests.server("named.example"));
        var names =
                List.of(
                        issued.serial().hex(),
                        issued.chain().getFirst().sha256().toHex(),
                        serial(7),
                        "ab".repeat(32));
        var added = pki.inBatches.open(FIRST, names);
        assertThat(added.items())
                .hasExactlyElementsOfTypes(
                        ListedItem.Good.class,
                        ListedItem.Good.class,
                        ListedItem.Good.class,
                        ListedItem.Unknown.class);
        assertThat(added.batch().certificates()).isEqualTo(2);
    }

    @Test
    void aFewNeedNoSecondPersonAndAMachineMayDoNoMore() {
        var few = list(MACHINE, serials(1, 10));
        var decision = pki.inBatches.revoke(MACHINE, few, RevocationReason.SUPERSEDED, null);
        assertThat(((BatchDecision.Revoked) decision).decisions()).hasSize(10);
        assertThat(revoked()).isEqualTo(10);
        assertThatThrownBy(() -> pki.inBatches.add(MACHINE, few, serials(11, 11)))
                .hasMessageContaining("is closed");

        var many = list(MACHINE, serials(1, 11));
        assertThatThrownBy(() ->
                        pki.inBatches.revoke(MACHINE, many, RevocationReason.SUPERSEDED, null))
                .isInstanceOf(NotAuthorisedException.class);
        assertThatThrownBy(() -> propose(FIRST, many))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is a list of host");
        assertThat(revoked()).isEqualTo(10);
    }

    /** The step that hits the fault leaves nothing; it goes on where the last one ended. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEFORE INSERT ON revocation FOR EACH ROW WHEN (NEW.serial = '\\x40000bb9')",
                "BEFORE INSERT ON audit_event FOR EACH ROW WHEN (NEW.kind = 'ListRevoked' AND NEW.details->>'asked' = '500')",
                "BEFORE UPDATE ON revocation_batch FOR EACH ROW WHEN (NEW.done = 4000)"
            })
    void cutShortAnywhereItGoesOnAndEachIsRevokedOnce(String fault) {
        var proposed = propose(FIRST, list(FIRST, serials(1, MANY)));
        pki.failOn(fault);
        assertThat(((DecidedAct.Approved) approve(proposed)).waitsFor())
                .contains("nobody foresaw", "the disk is full");
        assertThat(revoked() % 2_000).isZero();
        pki.mend(fault);

        assertThat(pki.perform.performOpen()).hasSize(1);

        assertThat(revoked()).isEqualTo(MANY);
        assertEveryChangeIsInTheTrail();
    }

    @Test
    void cutShortWhereItIsDoneItIsFinishedWhenItsLeaseHasEnded() {
        var proposed = propose(FIRST, list(FIRST, serials(1, MANY)));
        var fault = "BEFORE UPDATE ON act FOR EACH ROW WHEN (NEW.state = 'Done')";
        pki.failOn(fault);
        assertThatThrownBy(() -> approve(proposed)).isInstanceOf(DataAccessException.class);
        assertThat(revoked()).isEqualTo(MANY);
        var standing = pki.decide.find(FIRST, proposed.id()).orElseThrow();
        assertThat(standing).isInstanceOf(DecidedAct.Approved.class);
        assertThat(((DecidedAct.Approved) standing).waitsFor())
                .contains("of 4,500 certificates have had their turn");
        pki.mend(fault);
        // The node that died still holds its lease.
        assertThat(pki.perform.performOpen()).isEmpty();
        pki.advance(Duration.ofMinutes(3));

        assertThat(pki.perform.performOpen()).hasSize(1);

        assertThat(revoked()).isEqualTo(MANY);
        assertEveryChangeIsInTheTrail();
    }

    @Test
    void aListThatIsNotTheOneThatWasApprovedIsNotRevoked() {
        var batch = list(FIRST, serials(1, 20));
        var proposed = propose(FIRST, batch);
        pki.asOwner()
                .execute(
                        "UPDATE revocation_batch_certificate SET serial = '\\x40000064' WHERE serial = '\\x40000001'");
        var standing = approve(proposed);
        assertThat(((DecidedAct.Approved) standing).waitsFor())
                .contains("is not the one that was approved");
        assertThat(revoked()).isZero();
    }

    @Test
    void whatWasWithdrawnGoesNoFurther() {
        var proposed = propose(FIRST, list(FIRST, serials(1, 20)));
        pki.decide.withdraw(SECOND, proposed.id());
        assertThat(pki.perform.performOpen()).isEmpty();
        assertThat(revoked()).isZero();
    }

    private void assertEveryChangeIsInTheTrail() {
        var events =
                pki.asOwner()
                        .fetch(
                                """
                                SELECT (details->>'count')::int, (details->>'firstChange')::bigint,
                                    (details->>'lastChange')::bigint, details->>'sha256'
                                FROM audit_event WHERE kind = 'ListRevoked' ORDER BY sequence
                                """);
        assertThat(events.stream().mapToInt(event -> event.get(0, Integer.class)).sum())
                .isEqualTo(revoked());
        for (var event : events) {
            var changed =
                    pki.asOwner()
                            .select(REVOCATION.SERIAL)
                            .from(REVOCATION)
                            .where(
                                    REVOCATION.CHANGE.between(
                                            event.get(1, Long.class), event.get(2, Long.class)))
                            .orderBy(REVOCATION.CHANGE)
                            .fetch(row -> Octets.of(row.value1()).toHex());
            assertThat(changed).hasSize(event.get(0, Integer.class)).isSorted();
            assertThat(sha256(lines(changed)).toHex()).isEqualTo(event.get(3, String.class));
        }
    }

    private long list(Actor actor, List<String> names) {
        return pki.inBatches.open(actor, names).batch().id();
    }

    private DecidedAct.Proposed propose(Actor actor, long batch) {
        var decision = pki.inBatches.revoke(actor, batch, RevocationReason.SUPERSEDED, null);
        return ((BatchDecision.Proposed) decision).act();
    }

    private DecidedAct approve(DecidedAct.Proposed proposed) {
        return pki.decide.approve(SECOND, proposed.id(), proposed.plan().digest());
    }

    private int revoked() {
        return pki.asOwner().fetchCount(REVOCATION);
    }

    private int reason(int number) {
        return pki.asOwner()
                .select(REVOCATION.REASON)
                .from(REVOCATION)
                .where(REVOCATION.SERIAL.eq(Octets.ofHex(serial(number)).toArray()))
                .fetchSingle()
                .value1();
    }

    private String lines(List<String> serials) {
        var label = pki.issuing.identity().id().label();
        var text = new StringBuilder();
        serials.forEach(serial -> text.append(label).append(' ').append(serial).append('\n'));
        return text.toString();
    }

    private static Octets sha256(String text) {
        return Octets.of(text.getBytes(StandardCharsets.US_ASCII)).sha256();
    }

    private static CertificateReference reference(int number) {
        return CertificateReference.parse(serial(number));
    }

    private static List<String> serials(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(BatchesTest::serial).toList();
    }

    private static String serial(int number) {
        return "%08x".formatted(0x4000_0000 + number);
    }
}
