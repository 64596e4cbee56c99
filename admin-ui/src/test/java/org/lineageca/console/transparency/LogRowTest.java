package org.lineageca.console.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.lifecycle.ShowTransparency.LogStanding;
import org.lineageca.ca.transparency.TransparencyLog;
import org.lineageca.ca.transparency.TransparencyLog.State;
import org.lineageca.ca.transparency.log.LogAnswers;
import org.lineageca.console.shell.Badge;
import org.lineageca.octets.Octets;

/** How a log answered, in words. */
class LogRowTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static LogRow row(State state, LogAnswers.@Nullable Last last) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var log =
                    new TransparencyLog(
                            "Example 2027",
                            "Example",
                            Octets.of(generator.generateKeyPair().getPublic().getEncoded()),
                            URI.create("https://ct.example.org/"),
                            new TransparencyLog.Shard(
                                    Instant.parse("2027-01-01T00:00:00Z"),
                                    Instant.parse("2028-01-01T00:00:00Z")),
                            state);
            return LogRow.of(new LogStanding(log, Optional.ofNullable(last)), NOW);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatWasNeverAskedGivesNoCause() {
        var row = row(State.USABLE, null);
        assertThat(row.state()).isEqualTo("not asked yet");
        assertThat(row.gave()).isEqualTo("never");
        assertThat(row.takes())
                .isEqualTo("ending from 2027-01-01 00:00 UTC on, before 2028-01-01 00:00 UTC");
    }

    @Test
    void theLastAnswerCounts() {
        var minute = Duration.ofMinutes(1);
        var earlier = NOW.minus(minute.multipliedBy(10));
        var later = NOW.minus(minute.multipliedBy(5));
        var good =
                row(
                        State.USABLE,
                        new LogAnswers.Last(later, Duration.ofMillis(230), earlier, "HTTP 503"));
        assertThat(good.state()).isEqualTo("answers");
        assertThat(good.tone()).isEqualTo(Badge.Tone.GOOD);
        assertThat(good.gave()).isEqualTo("5 min ago, in 230 ms");
        assertThat(good.failed()).isEqualTo("10 min ago: HTTP 503");
        var bad =
                row(
                        State.USABLE,
                        new LogAnswers.Last(earlier, Duration.ofMillis(230), later, "HTTP 503"));
        assertThat(bad.state()).isEqualTo("gives no SCTs");
        assertThat(bad.tone()).isEqualTo(Badge.Tone.BAD);
        assertThat(row(State.READONLY, null).state()).isEqualTo("read-only");
    }
}
