package org.lineageca.console.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

class ScopeWordsTest {

    private static CrlLedger.Standing standing(String place) {
        return new CrlLedger.Standing(
                new GenerationId(Octets.ofHex("ab".repeat(32))),
                place,
                "http://crl.example/" + place + ".crl",
                CrlSchedule.regular(Duration.ofHours(12), Duration.ofDays(7)),
                null,
                null);
    }

    @ParameterizedTest
    @CsvSource({
        "complete, Complete, Revocations of all certificates of this generation.",
        "ca, CA certificates, Revocations of the certificates of CAs that name its URL.",
        "shard-12, Shard 12, Revocations of the certificates that name its URL.",
        "complete-delta, 'Complete, delta', 'What has changed, since the newest full CRL, for all certificates of this generation.'"
    })
    void everyScopeHasANameAndAMeaning(String place, String name, String meaning) {
        assertThat(ScopeWords.name(standing(place))).isEqualTo(name);
        assertThat(ScopeWords.meaning(standing(place))).isEqualTo(meaning);
    }

    @Test
    void sizesKeepTwoDigits() {
        assertThat(ScopeWords.size(9_999)).isEqualTo("9999 B");
        assertThat(ScopeWords.size(10_000)).isEqualTo("10 kB");
        assertThat(ScopeWords.size(9_999_999)).isEqualTo("9999 kB");
        assertThat(ScopeWords.size(400_000_000)).isEqualTo("400 MB");
    }
}
