package org.lineageca.ca.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;

class RateLimitTest {

    private static final Actor.Principal CLIENT =
            new Actor.Principal("client", TrustedRole.Machine);
    private static final Actor.Principal OTHER = new Actor.Principal("other", TrustedRole.Machine);

    @TempDir private Path folder = Path.of("");

    private Instant now = Instant.parse("2026-11-22T04:00:00Z");

    @Test
    void aClientHasItsBurstAndThenItsRateAndNobodyElseFeelsIt() {
        var limits = new RateLimits(2, 3, () -> now);
        for (var left = 2; left >= 0; left--) {
            var taken = limits.take(CLIENT);
            assertThat(taken.isAllowed()).isTrue();
            assertThat(taken.left()).isEqualTo(left);
        }
        var refused = limits.take(CLIENT);
        assertThat(refused.isAllowed()).isFalse();
        assertThat(refused.untilNext()).isEqualTo(Duration.ofMillis(500));
        assertThat(limits.take(OTHER).isAllowed()).isTrue();

        now = now.plusMillis(499);
        assertThat(limits.take(CLIENT).isAllowed()).isFalse();
        now = now.plusMillis(1);
        assertThat(limits.take(CLIENT).isAllowed()).isTrue();
        assertThat(limits.take(CLIENT).isAllowed()).isFalse();

        now = now.plus(Duration.ofHours(1));
        assertThat(limits.take(CLIENT).left()).isEqualTo(2);
        assertThat(limits.policy()).isEqualTo("\"client\";q=3;w=2");
    }

    @Test
    void limitsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> new RateLimits(0, 3, () -> now))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateLimits(5, 4, () -> now))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("burst of 4");
    }

    @Test
    void whoAsksTooMuchIsToldWhenToComeAgain() {
        try (var service =
                RunningService.start(
                        folder,
                        Map.of(
                                "lineage.rate-limit.per-second",
                                "1",
                                "lineage.rate-limit.burst",
                                "3"))) {
            var first = service.send(TrustedRole.Auditor, service.request("/generations").GET());
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.headers().firstValue("RateLimit-Policy"))
                    .contains("\"client\";q=3;w=3");
            assertThat(first.headers().firstValue("RateLimit").orElse(""))
                    .matches("\"client\";r=2;t=1");
            var last = first;
            for (var i = 0; i < 20 && last.statusCode() == 200; i++) {
                last = service.send(TrustedRole.Auditor, service.request("/generations").GET());
            }

            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("Retry-After")).contains("1");
            assertThat(last.headers().firstValue("RateLimit").orElse("")).contains("r=0;");
            assertThat(last.body()).contains("urn:lineage:problem:too-many-requests");
            assertThat(
                            service.send(TrustedRole.Machine, service.request("/generations").GET())
                                    .statusCode())
                    .isEqualTo(200);
            assertThat(
                            service.send(TrustedRole.Auditor, service.request("/health").GET())
                                    .statusCode())
                    .isEqualTo(200);
        }
    }
}
