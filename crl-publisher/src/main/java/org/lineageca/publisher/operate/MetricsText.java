package org.lineageca.publisher.operate;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.lineageca.publisher.distribute.Delivery;
import org.lineageca.publisher.observe.Outcome;
import org.lineageca.publisher.publish.PublishedCrl;

/** A report in the text format of Prometheus. */
final class MetricsText {

    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final String PREFIX = "lineage_crl_";
    private static final PrometheusTextFormatWriter WRITER = PrometheusTextFormatWriter.create();

    private final List<MetricSnapshot> metrics = new ArrayList<>();
    private final Report report;

    private MetricsText(Report report) {
        this.report = report;
    }

    static void write(Report report, OutputStream to) throws IOException {
        var text = new MetricsText(report);
        text.state();
        text.scopes();
        text.refusals();
        text.targets();
        text.observations();
        WRITER.write(to, new MetricSnapshots(text.metrics), EscapingScheme.UNDERSCORE_ESCAPING);
    }

    private void state() {
        var read = report.lastRead();
        gauge(
                "well",
                "Whether nothing at all is wrong.",
                report.findings().problems().isEmpty() ? 1 : 0);
        gauge(
                "data_lag_seconds",
                "Since the database was last read.",
                read == null
                        ? Double.POSITIVE_INFINITY
                        : seconds(Duration.between(read, report.at())));
        metrics.add(
                GaugeSnapshot.builder()
                        .name("process_start_time_seconds")
                        .help("When the program began, in seconds since 1970.")
                        .dataPoint(
                                point((double) report.startedAt().getEpochSecond(), Labels.EMPTY))
                        .build());
    }

    private void scopes() {
        scopes("number", "CRL number of what is published.", crl -> number(crl).doubleValue());
        scopes("size_bytes", "Size of what is published.", crl -> crl.list().der().length());
        scopes("entries", "Revoked certificates in it.", crl -> crl.list().revoked().count());
        scopes(
                "age_seconds",
                "Since its thisUpdate.",
                crl -> seconds(Duration.between(crl.list().thisUpdate(), report.at())));
        scopes(
                "life_seconds",
                "From its thisUpdate to its nextUpdate; +Inf for a final one.",
                crl -> until(crl, crl.list().thisUpdate()));
        scopes(
                "remaining_seconds",
                "To its nextUpdate; +Inf for a final one.",
                crl -> until(crl, report.at()));
        scopes(
                "newest_number",
                "Number of the newest signed one in the database.",
                crl -> report.newest().getOrDefault(Report.place(crl), 0L).doubleValue());
    }

    private void refusals() {
        var counts =
                CounterSnapshot.builder()
                        .name(PREFIX + "refusals")
                        .help("Candidates the guard refused, by reason.");
        report.refused()
                .counts()
                .forEach((reason, count) ->
                        counts.dataPoint(
                                counted(
                                        count,
                                        Labels.of(
                                                "reason",
                                                reason.name().toLowerCase(Locale.ROOT)))));
        metrics.add(counts.build());
        var now = GaugeSnapshot.builder().name(PREFIX + "refused").help("What is refused now.");
        for (var refusal : report.refused().now()) {
            now.dataPoint(
                    point(
                            1,
                            Labels.of(
                                    "place",
                                    refusal.place(),
                                    "reason",
                                    refusal.reason().name().toLowerCase(Locale.ROOT))));
        }
        metrics.add(now.build());
    }

    private void targets() {
        targets(
                "target_missing_files",
                "Files a target does not hold as they are published.",
                Delivery.State::missing);
        targets(
                "target_lag_seconds",
                "Since the oldest of those was published.",
                state -> seconds(state.lag()));
        targets(
                "target_up",
                "Whether no delivery to a target fails now.",
                state -> state.problems().isEmpty() ? 1 : 0);
        var stored =
                CounterSnapshot.builder()
                        .name(PREFIX + "target_stored")
                        .help("Files put into a target.");
        var failed =
                CounterSnapshot.builder()
                        .name(PREFIX + "target_failures")
                        .help("Attempts to do so that failed.");
        for (var state : report.targets()) {
            var labels = Labels.of("target", state.target());
            stored.dataPoint(counted(state.stored(), labels));
            failed.dataPoint(counted(state.failed(), labels));
        }
        metrics.add(stored.build());
        metrics.add(failed.build());
    }

    private void observations() {
        var counts =
                CounterSnapshot.builder()
                        .name(PREFIX + "observations")
                        .help("Looks from outside, by what was seen.");
        for (var outcome : Outcome.values()) {
            counts.dataPoint(
                    counted(
                            report.observed().counts().getOrDefault(outcome, 0L),
                            Labels.of("outcome", outcome.label())));
        }
        metrics.add(counts.build());
        var now =
                GaugeSnapshot.builder()
                        .name(PREFIX + "observed")
                        .help("What is seen at a distribution point now.");
        var age =
                GaugeSnapshot.builder()
                        .name(PREFIX + "observed_age_seconds")
                        .help("Since it was looked at.");
        for (var seen : report.observed().now()) {
            now.dataPoint(
                    point(
                            1,
                            Labels.of(
                                    "generation",
                                    seen.label(),
                                    "scope",
                                    seen.scope(),
                                    "outcome",
                                    seen.outcome().label())));
            age.dataPoint(
                    point(
                            seconds(Duration.between(seen.at(), report.at())),
                            Labels.of("generation", seen.label(), "scope", seen.scope())));
        }
        metrics.add(now.build());
        metrics.add(age.build());
    }

    private void gauge(String name, String help, double value) {
        metrics.add(
                GaugeSnapshot.builder()
                        .name(PREFIX + name)
                        .help(help)
                        .dataPoint(point(value, Labels.EMPTY))
                        .build());
    }

    private void scopes(String name, String help, ToDoubleFunction<PublishedCrl> value) {
        var gauge = GaugeSnapshot.builder().name(PREFIX + name).help(help);
        for (var crl : report.crls()) {
            var labels = Labels.of("generation", crl.label(), "scope", crl.scope());
            gauge.dataPoint(point(value.applyAsDouble(crl), labels));
        }
        metrics.add(gauge.build());
    }

    private void targets(String name, String help, ToDoubleFunction<Delivery.State> value) {
        var gauge = GaugeSnapshot.builder().name(PREFIX + name).help(help);
        for (var state : report.targets()) {
            gauge.dataPoint(point(value.applyAsDouble(state), Labels.of("target", state.target())));
        }
        metrics.add(gauge.build());
    }

    private static GaugeDataPointSnapshot point(double value, Labels labels) {
        return GaugeDataPointSnapshot.builder().value(value).labels(labels).build();
    }

    private static CounterDataPointSnapshot counted(long value, Labels labels) {
        return CounterDataPointSnapshot.builder().value((double) value).labels(labels).build();
    }

    private static BigInteger number(PublishedCrl crl) {
        return Objects.requireNonNullElse(crl.list().number(), BigInteger.ZERO);
    }

    private static double until(PublishedCrl crl, Instant from) {
        var next = crl.list().nextUpdate();
        return next == null || crl.list().isFinal()
                ? Double.POSITIVE_INFINITY
                : seconds(Duration.between(from, next));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
