package org.lineageca.console.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

class RevocationOutlookTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final GenerationId OURS = new GenerationId(Octets.of(new byte[32]));
    private static final GenerationId OTHER = new GenerationId(OURS.sha256().sha256());

    private static CertificateRecord certificate(@Nullable RevocationReason reason) {
        var serial = SerialNumber.ofHex("0a");
        return new CertificateRecord(
                OURS,
                serial,
                "tls-server",
                "CN=a",
                List.of(),
                NOW,
                NOW,
                NOW,
                "machine",
                null,
                reason == null ? null : new RevocationEntry(serial, NOW, reason, null));
    }

    private static CrlLedger.Standing standing(
            GenerationId generation, @Nullable Duration coalesce, Instant nextUpdate) {
        return new CrlLedger.Standing(
                generation,
                "complete",
                "http://crl.example/",
                new CrlSchedule(Duration.ofHours(12), Duration.ofDays(7), coalesce),
                new CrlLedger.Signed(1, NOW, nextUpdate, 0, 100),
                null);
    }

    private static List<String> said(
            RevocationReason reason, List<CertificateRecord> sameKey, CrlLedger.Standing... crls) {
        return new RevocationOutlook(certificate(null), List.of(crls), sameKey, false, NOW)
                .consequences(reason);
    }

    @Test
    void aHoldCanBeReleasedAndAllElseIsForGood() {
        assertThat(said(RevocationReason.CERTIFICATE_HOLD, List.of()).getFirst())
                .contains("until it is released");
        assertThat(said(RevocationReason.SUPERSEDED, List.of()).getFirst())
                .contains("nobody can undo");
    }

    @Test
    void theClockIsThatOfTheReason() {
        assertThat(said(RevocationReason.KEY_COMPROMISE, List.of()).getLast()).contains("24 hours");
        assertThat(said(RevocationReason.UNSPECIFIED, List.of()).getLast()).contains("24 hours");
        assertThat(said(RevocationReason.SUPERSEDED, List.of()).getLast()).contains("5 days");
    }

    @Test
    void otherCertificatesOverTheKeyAreCountedAndOnlyACompromiseConcernsThem() {
        var others = List.of(certificate(null), certificate(RevocationReason.SUPERSEDED));
        assertThat(said(RevocationReason.KEY_COMPROMISE, others))
                .anyMatch(sentence ->
                        sentence.contains("Its key is blocked")
                                && sentence.contains(
                                        "2 other certificates have the same key; 1 still"));
        assertThat(said(RevocationReason.SUPERSEDED, others))
                .contains("2 other certificates have the same key, and are left as they are.");
    }

    @Test
    void itSaysWhenTheCrlsOfItsOwnIssuerTellIt() {
        var regular = standing(OURS, null, NOW.plus(Duration.ofDays(7)));
        var quick = standing(OURS, Duration.ofMinutes(10), NOW.plus(Duration.ofDays(7)));
        var foreign = standing(OTHER, null, NOW.plus(Duration.ofDays(7)));
        var last = standing(OURS, null, TbsCertList.NEVER);
        var sentences = said(RevocationReason.SUPERSEDED, List.of(), quick, foreign, last);
        assertThat(sentences.stream().filter(sentence -> sentence.startsWith("Complete CRL")))
                .containsExactly("Complete CRL: the next one is due by 2026-11-22 12:10 UTC.");
        assertThat(said(RevocationReason.SUPERSEDED, List.of(), regular))
                .anyMatch(sentence -> sentence.contains("due by 2026-11-2"));
    }
}
