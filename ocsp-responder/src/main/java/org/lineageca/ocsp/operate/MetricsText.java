package org.lineageca.ocsp.operate;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ocsp.meter.LatencyCounts;
import org.lineageca.ocsp.meter.Outcome;

/** A report in the text format of Prometheus. */
final class MetricsText {

    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final String PREFIX = "lineage_ocsp_";
    private static final PrometheusTextFormatWriter WRITER = PrometheusTextFormatWriter.create();

    private final List<MetricSnapshot> metrics = new ArrayList<>();

    private MetricsText() {}

    static void write(Report report, OutputStream to) throws IOException {
        var text = new MetricsText();
        text.traffic(report);
        text.state(report);
        text.signers(report);
        WRITER.write(to, new MetricSnapshots(text.metrics), EscapingScheme.UNDERSCORE_ESCAPING);
    }

    private void traffic(Report report) {
        var counts = report.counts();
        var requests =
                CounterSnapshot.builder()
                        .name(PREFIX + "requests")
                        .help("Requests by what came of them.");
        for (var outcome : Outcome.values()) {
            requests.dataPoint(
                    CounterDataPointSnapshot.builder()
                            .value((double) counts.requests(outcome))
                            .labels(Labels.of("status", outcome.label()))
                            .build());
        }
        metrics.add(requests.build());
        counter("cache_hits", "Answers that were in the cache.", counts.fromCache().total());
        counter(
                "cache_misses",
                "Answers signed while their askers waited.",
                counts.signedFor().total());
        counter("signatures", "Signatures the signer gave.", counts.signatures().total());
        counter("signature_failures", "Signatures it did not give.", counts.notSigned());
        counter(
                "connections_refused",
                "Connections closed at once, for there were too many.",
                counts.connectionsRefused());
        metrics.add(
                HistogramSnapshot.builder()
                        .name(PREFIX + "request_duration_seconds")
                        .help("From the whole request to its response.")
                        .dataPoint(histogram(counts.fromCache(), Labels.of("from", "cache")))
                        .dataPoint(histogram(counts.signedFor(), Labels.of("from", "signer")))
                        .dataPoint(histogram(counts.refusals(), Labels.of("from", "error")))
                        .build());
        metrics.add(
                HistogramSnapshot.builder()
                        .name(PREFIX + "signature_duration_seconds")
                        .help("From asking the signer to its signature.")
                        .dataPoint(histogram(counts.signatures(), Labels.EMPTY))
                        .build());
    }

    private void state(Report report) {
        var health = report.health();
        var cache = report.cache();
        gauge("ready", "Whether new questions are answered now.", health.isReady() ? 1 : 0);
        gauge("token_up", "Whether the signer signs.", health.signerAnswers() ? 1 : 0);
        gauge(
                "data_lag_seconds",
                "Since changes of status were last read.",
                health.dataAge() == null ? Double.POSITIVE_INFINITY : seconds(health.dataAge()));
        gauge(
                "data_lag_limit_seconds",
                "The lag from which nothing new is signed.",
                seconds(report.maxDataAge()));
        gauge(
                "cached_certificates",
                "Certificates with kept answers.",
                (double) cache.certificates());
        gauge("cache_bytes", "Memory of kept answers, about.", (double) cache.octets());
        gauge("cache_limit_bytes", "How much of it there may be.", (double) cache.limit());
        gauge(
                "oldest_answer_age_seconds",
                "Age of the status in the oldest answer that may still be given.",
                age(cache.oldest(), report.at()));
        gauge("connections_open", "Connections open.", (double) report.load().connections());
        gauge("in_flight", "Answers being made.", report.load().inFlight());
        gauge(
                "generations_without_signer",
                "Generations that nobody may answer for now.",
                health.unanswered().size());
        metrics.add(
                GaugeSnapshot.builder()
                        .name("process_start_time_seconds")
                        .help("When the program began, in seconds since 1970.")
                        .dataPoint(
                                point((double) report.startedAt().getEpochSecond(), Labels.EMPTY))
                        .build());
    }

    private void signers(Report report) {
        var notAfter =
                GaugeSnapshot.builder()
                        .name(PREFIX + "signer_not_after_seconds")
                        .help("When the OCSP signer of a generation expires, since 1970.");
        var notBefore =
                GaugeSnapshot.builder()
                        .name(PREFIX + "signer_not_before_seconds")
                        .help("From when it is valid, since 1970.");
        for (var signer : report.signers()) {
            var labels = Labels.of("generation", signer.label());
            notAfter.dataPoint(point((double) signer.notAfter().getEpochSecond(), labels));
            notBefore.dataPoint(point((double) signer.notBefore().getEpochSecond(), labels));
        }
        metrics.add(notAfter.build());
        metrics.add(notBefore.build());
    }

    private void counter(String name, String help, long value) {
        metrics.add(
                CounterSnapshot.builder()
                        .name(PREFIX + name)
                        .help(help)
                        .dataPoint(CounterDataPointSnapshot.builder().value((double) value).build())
                        .build());
    }

    private void gauge(String name, String help, double value) {
        metrics.add(
                GaugeSnapshot.builder()
                        .name(PREFIX + name)
                        .help(help)
                        .dataPoint(point(value, Labels.EMPTY))
                        .build());
    }

    private static GaugeDataPointSnapshot point(double value, Labels labels) {
        return GaugeDataPointSnapshot.builder().value(value).labels(labels).build();
    }

    private static HistogramDataPointSnapshot histogram(LatencyCounts latency, Labels labels) {
        var buckets = ClassicHistogramBuckets.builder();
        var before = 0L;
        for (var exponent = LatencyCounts.leastExponent();
                exponent <= LatencyCounts.greatestExponent();
                exponent++) {
            var within = latency.within(exponent);
            buckets.bucket((1L << exponent) / 1e9, within - before);
            before = within;
        }
        buckets.bucket(Double.POSITIVE_INFINITY, latency.total() - before);
        return HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(buckets.build())
                .sum(seconds(latency.sum()))
                .labels(labels)
                .build();
    }

    private static double age(@Nullable Instant oldest, Instant now) {
        return oldest == null ? 0 : seconds(Duration.between(oldest, now));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
