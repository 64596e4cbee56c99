package org.lineageca.ocsp.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ocsp.fixture.SetClock;
import org.lineageca.ocsp.protocol.CertificateStatus;

class CountingMeterTest {

    private final CountingMeter meter = new CountingMeter();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void percentilesAreTrueToAQuarter(long seed) {
        var random = new Random(seed);
        var nanos = new ArrayList<Long>();
        for (var i = 0; i < 10_000; i++) {
            nanos.add((long) (8_000 * Math.exp(random.nextDouble() * 10)));
        }
        nanos.forEach(each -> meter.answered(Outcome.GOOD, true, each));
        nanos.sort(null);

        for (var part : new double[] {0.5, 0.9, 0.99}) {
            var real = (double) nanos.get((int) (part * nanos.size()) - 1);
            var counted =
                    (double) meter.counts().fromCache().percentile(part).orElseThrow().toNanos();
            assertThat(counted / real).as("seed %d, part %s", seed, part).isBetween(0.75, 1.3);
        }
    }

    @Test
    void everyLengthHasItsBucket() {
        for (var nanos : new long[] {0, 1, 4_095, 4_096, 5_119, 5_120, 1L << 40, Long.MAX_VALUE}) {
            var bucket = Latencies.bucket(nanos);
            assertThat(bucket).isBetween(0, Latencies.BUCKETS - 1);
            if (bucket > 0) {
                assertThat(nanos).isGreaterThanOrEqualTo(Latencies.lowerBound(bucket));
            }
            if (bucket < Latencies.BUCKETS - 1) {
                assertThat(nanos).isLessThan(Latencies.lowerBound(bucket + 1));
            }
        }
    }

    @Test
    void noLengthsHaveNoPercentiles() {
        assertThat(meter.counts().signatures().percentile(0.5)).isEmpty();
    }

    @Test
    void errorsAreNeitherHitsNorMisses() {
        meter.answered(Outcome.MALFORMED_REQUEST, true, 1_000);
        meter.answered(Outcome.REVOKED, true, 1_000);
        meter.answered(Outcome.UNKNOWN, false, 1_000);

        var counts = meter.counts();
        assertThat(counts.fromCache().total()).isEqualTo(1);
        assertThat(counts.signedFor().total()).isEqualTo(1);
        assertThat(counts.refusals().total()).isEqualTo(1);
        assertThat(counts.requests(Outcome.MALFORMED_REQUEST)).isEqualTo(1);
    }

    @Test
    void neverIssuedIsUnknownWhicheverWayItIsTold() {
        assertThat(Outcome.of(CertificateStatus.NEVER_ISSUED)).isEqualTo(Outcome.UNKNOWN);
        assertThat(Outcome.of(new CertificateStatus.Unknown())).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void theLastMinuteForgetsWhatWasBefore() {
        var clock = new SetClock(Instant.parse("2026-03-01T00:00:00Z"));
        var recent = new RecentTraffic(meter, clock);
        meter.answered(Outcome.GOOD, true, 10_000);
        assertThat(recent.window().counts().requests(Outcome.GOOD)).isEqualTo(1);

        for (var i = 0; i < 30; i++) {
            clock.advance(RecentTraffic.EVERY);
            meter.answered(Outcome.REVOKED, false, 10_000);
            recent.look();
        }

        var window = recent.window();
        assertThat(window.length()).isEqualTo(Duration.ofMinutes(1));
        assertThat(window.counts().requests(Outcome.GOOD)).isZero();
        assertThat(window.perSecond(window.counts().signedFor().total()))
                .isCloseTo(0.2, within(0.001));
    }
}
