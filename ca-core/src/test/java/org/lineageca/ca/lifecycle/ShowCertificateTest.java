package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.lifecycle.CertificateChronicle.Change;
import org.lineageca.ca.lifecycle.CertificateChronicle.Told;
import org.lineageca.ca.lifecycle.CertificateChronicle.Turn;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqCertificateChronicle;
import org.lineageca.ca.x509.SerialNumber;

class ShowCertificateTest {

    private final TestPki pki = new TestPki();
    private final ShowCertificate show =
            new ShowCertificate(
                    pki.certificates,
                    new JooqCertificateChronicle(
                            pki.database(), new GenerationKeys(pki.database())),
                    pki.authorities,
                    pki.keyLedger);

    private SerialNumber issued(String host) {
        return pki.issue.issue(ACTOR, "tls-server", TestRequests.server(host)).serial();
    }

    private ShowCertificate.Shown shown(SerialNumber serial) {
        return show.bySerial(ACTOR, pki.issuing.identity().id().label(), serial).orElseThrow();
    }

    @Test
    void itIsFoundByItsFingerprintWithThoseAboveIt() {
        var serial = issued("a.example");
        var shown = shown(serial);
        var sha256 = Objects.requireNonNull(shown.certificate().sha256());
        assertThat(show.byFingerprint(ACTOR, sha256)).contains(shown);
        assertThat(Objects.requireNonNull(shown.der()).sha256()).isEqualTo(sha256);
        assertThat(shown.life().signedAt()).isEqualTo(pki.clock.instant());
        assertThat(shown.life().profileVersion()).isOne();
        assertThat(shown.life().turns()).isEmpty();
        assertThat(shown.life().told()).isEmpty();
        assertThat(shown.subject()).isNull();
        assertThat(shown.blocked()).isNull();
        assertThat(shown.sameKey()).isEmpty();
        assertThat(shown.chain())
                .extracting(above -> above.certificate().subject().commonName())
                .containsExactly("Test Issuing", "Test Root");
        assertThat(show.byFingerprint(ACTOR, sha256.sha256())).isEmpty();
        assertThat(show.bySerial(ACTOR, "0000000000000000", serial)).isEmpty();
    }

    @Test
    void aRootIsItsOwnAnchorAndKnowsItsPage() {
        var root = pki.root.certificate();
        var shown = show.byFingerprint(ACTOR, root.der().sha256()).orElseThrow();
        assertThat(shown.chain()).isEmpty();
        assertThat(Objects.requireNonNull(shown.subject()).identity().id())
                .isEqualTo(pki.root.identity().id());
    }

    @Test
    void everyTurnOfItsStatusIsThereAndTheFirstCrlThatToldTheLast() {
        var serial = issued("b.example");
        var reference = new CertificateReference.BySerial(serial);
        pki.advance(Duration.ofDays(1));
        var held = pki.clock.instant();
        pki.revoke.revoke(ACTOR, reference, RevocationReason.CERTIFICATE_HOLD, null);
        pki.advance(Duration.ofDays(1));
        var released = pki.clock.instant();
        pki.release.release(ACTOR, reference, "found again");
        pki.advance(Duration.ofDays(1));
        pki.crls.issueAll(ACTOR);
        pki.advance(Duration.ofDays(1));
        var revoked = pki.clock.instant();
        pki.revoke.revoke(ACTOR, reference, RevocationReason.KEY_COMPROMISE, null);
        assertThat(shown(serial).life().told()).isEmpty();
        pki.advance(Duration.ofHours(1));
        var toldAt = pki.clock.instant();
        pki.crls.issueAll(ACTOR);
        pki.advance(Duration.ofDays(1));
        pki.crls.issueAll(ACTOR);

        var shown = shown(serial);
        assertThat(shown.life().turns())
                .containsExactly(
                        new Turn(
                                held,
                                ACTOR.name(),
                                Change.HELD,
                                RevocationReason.CERTIFICATE_HOLD,
                                ""),
                        new Turn(released, ACTOR.name(), Change.RELEASED, null, "found again"),
                        new Turn(
                                revoked,
                                ACTOR.name(),
                                Change.REVOKED,
                                RevocationReason.KEY_COMPROMISE,
                                ""));
        assertThat(shown.life().isWhole()).isTrue();
        var number =
                pki.ledger.standings().stream()
                        .filter(standing ->
                                standing.generation().equals(pki.issuing.identity().id()))
                        .map(standing -> Objects.requireNonNull(standing.latest()).number())
                        .findFirst()
                        .orElseThrow();
        assertThat(shown.life().told()).containsExactly(new Told("complete", number - 1, toldAt));
        assertThat(Objects.requireNonNull(shown.blocked()).text()).isNotBlank();
    }

    @Test
    void theLastTurnIsThereAlsoWhereTheAuditLogHasNoEventOfIt() {
        var serial = issued("c.example");
        pki.revoke.revoke(
                ACTOR,
                new CertificateReference.BySerial(serial),
                RevocationReason.SUPERSEDED,
                null);
        pki.asOwner().execute("DELETE FROM audit_event WHERE kind = 'CertificateRevoked'");
        assertThat(shown(serial).life().turns())
                .extracting(Turn::change, Turn::reason)
                .containsExactly(tuple(Change.REVOKED, RevocationReason.SUPERSEDED));
    }
}
