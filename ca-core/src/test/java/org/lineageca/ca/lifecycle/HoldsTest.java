package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;
import static org.lineageca.db.Tables.AUDIT_EVENT;
import static org.lineageca.db.Tables.REVOCATION;

import java.time.Duration;
import java.util.List;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.revocation.ReleaseDecision;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/** Holds: put on, released, made final, on a real PostgreSQL. */
class HoldsTest {

    private static final String FOUND = "the laptop was found";

    private static TestPki pki;
    private static int count;

    private Octets request;
    private CertificateReference certificate;

    @BeforeAll
    static void create() {
        pki = new TestPki();
    }

    @BeforeEach
    void issue() {
        request = TestRequests.server("hold" + count++ + ".example");
        certificate =
                new CertificateReference.BySerial(
                        pki.issue.issue(ACTOR, "tls-server", request).serial());
    }

    @AfterEach
    void mend() {
        pki.asOwner().execute("DROP TRIGGER IF EXISTS fault ON revocation");
        pki.asOwner().execute("DROP TRIGGER IF EXISTS fault ON audit_event");
        pki.advance(Duration.ofMinutes(1));
    }

    @Test
    void aReleasedHoldIsGoodAgainInEveryReading() {
        hold();
        assertThat(standing()).isEqualTo("on hold");
        var held = change();
        // While it is on hold, the same request is answered by another certificate.
        assertThat(pki.certificates.answer(pki.issuing.identity().id(), request.sha256()))
                .isEmpty();

        assertThat(release()).isInstanceOf(ReleaseDecision.Released.class);

        assertThat(standing()).isEqualTo("good");
        assertThat(change()).isGreaterThan(held);
        assertThat(row()).isEqualTo(RevocationReason.REMOVE_FROM_CRL.code());
        assertThat(events())
                .endsWith("CertificateRevoked", "HoldReleased")
                .doesNotContain("HoldConfirmed");
        assertThat(detail("HoldReleased", "because")).isEqualTo(FOUND);
        assertThatThrownBy(() -> pki.issue.issue(ACTOR, "tls-server", request))
                .hasMessageContaining("answered");
    }

    @Test
    void aReleaseIsToldOnceAndAHoldMayBePutOnAgain() {
        assertThat(release()).isInstanceOf(ReleaseDecision.NotHeld.class);
        hold();
        release();
        var released = change();
        assertThat(release()).isInstanceOf(ReleaseDecision.NotHeld.class);
        assertThat(change()).isEqualTo(released);
        assertThat(hold()).isInstanceOf(RevocationDecision.Revoked.class);
        assertThat(change()).isGreaterThan(released);
        assertThat(hold()).isInstanceOf(RevocationDecision.AlreadyRevoked.class);
    }

    @Test
    void aHoldIsMadeFinalWithADateOfItsOwnAndTheTrailSaysWhatItWas() {
        var held = hold().entry();
        pki.advance(Duration.ofHours(3));

        var decision = revoke(RevocationReason.KEY_COMPROMISE);

        var expected =
                new RevocationEntry(
                        held.serial(), pki.clock.instant(), RevocationReason.KEY_COMPROMISE, null);
        assertThat(decision).isEqualTo(new RevocationDecision.Confirmed(issuing(), expected, held));
        assertThat(record().revocation()).isEqualTo(expected);
        assertThat(detail("HoldConfirmed", "was")).isEqualTo("certificateHold");
        assertThat(detail("HoldConfirmed", "heldSince"))
                .isEqualTo(held.revocationDate().toString());
        assertThat(release()).isEqualTo(new ReleaseDecision.Final(expected));
        assertThat(revoke(RevocationReason.SUPERSEDED))
                .isEqualTo(new RevocationDecision.AlreadyRevoked(issuing(), expected));
    }

    @ParameterizedTest
    @EnumSource(
            value = RevocationReason.class,
            names = {"UNSPECIFIED", "KEY_COMPROMISE", "SUPERSEDED", "CERTIFICATE_HOLD"})
    void whatWasReleasedMayBeRevokedForAnyReason(RevocationReason reason) {
        hold();
        release();
        assertThat(revoke(reason)).isInstanceOf(RevocationDecision.Revoked.class);
        assertThat(row()).isEqualTo(reason.code());
    }

    @Test
    void theTablesThemselvesLetNothingElseChange() {
        revoke(RevocationReason.SUPERSEDED);
        assertThatThrownBy(() ->
                        pki.database()
                                .execute(
                                        "UPDATE revocation SET reason = 8, change = nextval('status_change')"))
                .hasMessageContaining("is final");
    }

    @ParameterizedTest
    @ValueSource(strings = {"revocation", "audit_event"})
    void whatCannotBeWrittenWholeIsNotWrittenAtAll(String table) {
        var before = hold().entry();
        failOn(table);
        assertThatThrownBy(this::release).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> revoke(RevocationReason.KEY_COMPROMISE))
                .isInstanceOf(DataAccessException.class);
        assertThat(record().revocation()).isEqualTo(before);
        mend();
        assertThat(release()).isInstanceOf(ReleaseDecision.Released.class);
    }

    @Test
    void aReleaseNeedsAReasonAndTheRightToRevoke() {
        hold();
        for (var because : List.of("", "  ", "two\nlines", "x".repeat(201))) {
            assertThatThrownBy(() -> pki.release.release(ACTOR, certificate, because))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("Nothing was released");
        }
        var auditor = new Actor.Principal("auditor", TrustedRole.Auditor);
        assertThatThrownBy(() -> pki.release.release(auditor, certificate, FOUND))
                .isInstanceOf(NotAuthorisedException.class);
        assertThatThrownBy(() ->
                        pki.release.release(ACTOR, CertificateReference.parse("00ff00ff"), FOUND))
                .hasMessageContaining("Nothing was released");
        assertThat(standing()).isEqualTo("on hold");
    }

    @Test
    void theRevocationOfTheWholeCaTakesHoldsAndReleasedOnesWithIt() {
        var other = new TestPki();
        var held = other.issue.issue(ACTOR, "tls-server", TestRequests.server("held.example"));
        var back = other.issue.issue(ACTOR, "tls-server", TestRequests.server("back.example"));
        for (var issued : List.of(held, back)) {
            other.revoke.revoke(
                    ACTOR,
                    new CertificateReference.BySerial(issued.serial()),
                    RevocationReason.CERTIFICATE_HOLD,
                    null);
        }
        other.release.release(ACTOR, new CertificateReference.BySerial(back.serial()), FOUND);
        var enabled =
                (Generation.Enabled)
                        other.authorities.find(other.issuing.identity().id()).orElseThrow();

        other.authorities.revoked(
                enabled,
                enabled.revoked(other.clock.instant()),
                RevocationReason.KEY_COMPROMISE,
                null,
                RevocationReason.CA_COMPROMISE,
                ACTOR);

        assertThat(
                        other.asOwner()
                                .select(REVOCATION.REASON)
                                .from(REVOCATION)
                                .where(
                                        REVOCATION.SERIAL.ne(
                                                other.issuing
                                                        .certificate()
                                                        .serial()
                                                        .octets()
                                                        .toArray()))
                                .fetch(REVOCATION.REASON))
                .hasSize(2)
                .containsOnly((short) RevocationReason.CA_COMPROMISE.code());
        pki = new TestPki();
    }

    private RevocationDecision hold() {
        return revoke(RevocationReason.CERTIFICATE_HOLD);
    }

    private RevocationDecision revoke(RevocationReason reason) {
        return pki.revoke.revoke(ACTOR, certificate, reason, null);
    }

    private ReleaseDecision release() {
        return pki.release.release(ACTOR, certificate, FOUND);
    }

    private static GenerationId issuing() {
        return pki.issuing.identity().id();
    }

    private CertificateRecord record() {
        return pki.certificates.resolve(certificate).getFirst();
    }

    private String standing() {
        return record().standing(pki.clock.instant());
    }

    private long change() {
        return column("change", Long.class);
    }

    private int row() {
        return column("reason", Integer.class);
    }

    private <T> T column(String name, Class<T> type) {
        return pki.asOwner()
                .fetchSingle(
                        "SELECT " + name + " FROM revocation WHERE serial = {0}",
                        DSL.val(record().serial().octets().toArray()))
                .get(0, type);
    }

    private static List<String> events() {
        return pki.asOwner()
                .select(AUDIT_EVENT.KIND)
                .from(AUDIT_EVENT)
                .orderBy(AUDIT_EVENT.SEQUENCE)
                .fetch(AUDIT_EVENT.KIND);
    }

    private static String detail(String kind, String name) {
        return pki.asOwner()
                .fetchSingle(
                        "SELECT details->>'%s' FROM audit_event WHERE kind = '%s' ORDER BY sequence DESC LIMIT 1"
                                .formatted(name, kind))
                .get(0, String.class);
    }

    private static void failOn(String table) {
        pki.asOwner()
                .execute(
                        """
                        CREATE OR REPLACE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$
                        """);
        pki.asOwner()
                .execute(
                        "CREATE TRIGGER fault BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION fault()"
                                .formatted(table));
    }
}
