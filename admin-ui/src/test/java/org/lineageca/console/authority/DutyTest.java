package org.lineageca.console.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.RelyingPartyUris;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.forecast.Obligations;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.KeyIdentifier;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.octets.Octets;

class DutyTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LAST = NOW.plus(Duration.ofDays(40));
    private static final Octets KEY = Octets.ofHex("30000001");
    private static final SerialNumber SERIAL = new SerialNumber(BigInteger.TEN);

    private static final GenerationIdentity IDENTITY =
            new GenerationIdentity(
                    DistinguishedName.of("CN=Test CA"),
                    1,
                    "servers",
                    null,
                    KeyHandle.of("test", KEY),
                    KeyAlgorithm.P256,
                    RelyingPartyUris.under("http://crl.example", "http://ocsp.example", "label"));
    private static final CaCertificate CERTIFICATE =
            new CaCertificate(
                    Octets.ofHex("00"),
                    IDENTITY.name(),
                    IDENTITY.name(),
                    SERIAL,
                    NOW,
                    LAST,
                    KEY,
                    new KeyIdentifier(Octets.ofHex("00".repeat(20))));
    private static final Generation.Enabled ENABLED =
            new Generation.Enabled(IDENTITY, CERTIFICATE, NOW);

    private static Obligations owed(
            Generation generation, @Nullable Instant lastExpiry, boolean hasSigner) {
        return new Obligations(
                generation,
                lastExpiry == null ? 0 : 7,
                lastExpiry,
                List.of(),
                hasSigner
                        ? List.of(
                                new Obligations.OcspSignerExpiry(
                                        SERIAL, NOW.plus(Duration.ofDays(9))))
                        : List.of());
    }

    private static CrlLedger.Standing crl(Instant nextUpdate, @Nullable Instant untoldSince) {
        return new CrlLedger.Standing(
                IDENTITY.id(),
                "complete",
                "http://crl.example/",
                CrlSchedule.regular(Duration.ofHours(12), Duration.ofDays(7)),
                new CrlLedger.Signed(12, NOW, nextUpdate, 0, 100),
                untoldSince);
    }

    private static Duty named(List<Duty> duties, String what) {
        return duties.stream()
                .filter(duty -> duty.what().equals(what))
                .findFirst()
                .orElseThrow(() -> new AssertionError(what + " is not among " + duties));
    }

    @Test
    void whatIssuesGoesOnAndCannotEndYet() {
        var duties =
                Duty.of(
                        owed(ENABLED, LAST, true),
                        List.of(crl(NOW.plus(Duration.ofDays(6)), null)),
                        NOW);
        assertThat(duties)
                .extracting(Duty::what)
                .containsExactly(
                        "Answer for certificates",
                        "CRL, complete",
                        "OCSP signer",
                        "Retire",
                        "Destroy the key");
        assertThat(duties).noneMatch(Duty::isLate);
        assertThat(duties.getFirst().when()).isEqualTo(LAST);
        assertThat(duties.getFirst().how()).startsWith("7 not expired");
        assertThat(named(duties, "CRL, complete").when()).isEqualTo(NOW.plus(Duration.ofDays(6)));
        assertThat(named(duties, "OCSP signer").shown()).isEqualTo("2026-12-01 12:00 UTC");
        assertThat(named(duties, "Retire").shown()).isEqualTo("open");
        assertThat(named(duties, "Retire").hindrances())
                .first()
                .asString()
                .contains("cut over to another generation first");
        assertThat(named(duties, "Destroy the key").shown()).isEqualTo("open");
    }

    @Test
    void whatIsDisabledMayEndASecondAfterTheLastExpiry() {
        var disabled = ENABLED.disabled(NOW);
        var duties = Duty.of(owed(disabled, LAST, true), List.of(), NOW);
        assertThat(named(duties, "Retire").when()).isEqualTo(LAST.plusSeconds(1));
        assertThat(named(duties, "Destroy the key").when()).isEqualTo(LAST.plusSeconds(1));

        var over = Duty.of(owed(disabled, LAST, false), List.of(), LAST.plusSeconds(1));
        assertThat(named(over, "Retire").how()).isEqualTo("nothing hinders it");
        assertThat(over).extracting(Duty::what).doesNotContain("OCSP signer");
    }

    @Test
    void whatIsLateIsMarked() {
        var duties =
                Duty.of(
                        owed(ENABLED, LAST, false),
                        List.of(crl(NOW.minusSeconds(1), NOW.minus(Duration.ofHours(25)))),
                        NOW);
        assertThat(duties)
                .filteredOn(Duty::isLate)
                .extracting(Duty::what)
                .containsExactly(
                        "CRL, complete", "Tell a revocation in the CRL, complete", "OCSP signer");
    }

    @Test
    void whoseKeyIsDestroyedOwesNothing() {
        var destroyed = ENABLED.disabled(NOW).retired(NOW).destroyed(NOW);
        assertThat(Duty.of(owed(destroyed, LAST, false), List.of(), NOW)).isEmpty();
    }
}
