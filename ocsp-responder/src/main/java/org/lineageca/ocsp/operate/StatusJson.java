package org.lineageca.ocsp.operate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.lineageca.ocsp.meter.LatencyCounts;
import org.lineageca.ocsp.meter.Outcome;
import org.lineageca.ocsp.meter.RecentTraffic;

/** A report as the console reads it. */
final class StatusJson {

    private StatusJson() {}

    static String of(Report report) {
        var health = report.health();
        return JsonWriter.object(json ->
                json.with("state", state(report))
                        .with("ready", health.isReady())
                        .with("reasons", health.reasons())
                        .with("at", report.at())
                        .with("startedAt", report.startedAt())
                        .with(
                                "data",
                                data ->
                                        data.with("lagSeconds", seconds(health.dataAge()))
                                                .with(
                                                        "maxLagSeconds",
                                                        seconds(report.maxDataAge())))
                        .with("token", health.signerAnswers() ? "up" : "down")
                        .with("signers", report.signers(), StatusJson::signer)
                        .with("generationsWithoutSigner", health.unanswered())
                        .with("recent", recent -> recent(recent, report.recent()))
                        .with("cache", cache -> cache(cache, report.cache()))
                        .with("connections", report.load().connections())
                        .with("connectionsRefused", report.counts().connectionsRefused())
                        .with("inFlight", report.load().inFlight()));
    }

    private static String state(Report report) {
        var health = report.health();
        return health.isWell() ? "up" : health.isReady() ? "degraded" : "down";
    }

    private static void signer(JsonWriter json, Report.Signer signer) {
        json.with("generation", signer.label())
                .with("key", signer.key())
                .with("notBefore", signer.notBefore())
                .with("notAfter", signer.notAfter());
    }

    private static void recent(JsonWriter json, RecentTraffic.Window window) {
        var counts = window.counts();
        var answers = counts.fromCache().and(counts.signedFor());
        var total = answers.total();
        var all = counts.requests().values().stream().mapToLong(Long::longValue).sum();
        json.with("seconds", seconds(window.length()))
                .with("requestsPerSecond", (Double) window.perSecond(all))
                .with("signaturesPerSecond", (Double) window.perSecond(counts.signatures().total()))
                .with(
                        "cacheHitRate",
                        total == 0 ? null : (Double) ((double) counts.fromCache().total() / total))
                .with(
                        "requests",
                        requests -> {
                            for (var outcome : Outcome.values()) {
                                requests.with(outcome.label(), counts.requests(outcome));
                            }
                        })
                .with("latencyMilliseconds", latency -> percentiles(latency, answers))
                .with(
                        "signatureMilliseconds",
                        latency -> percentiles(latency, counts.signatures()));
    }

    private static void percentiles(JsonWriter json, LatencyCounts latency) {
        json.with("p50", milliseconds(latency, 0.5))
                .with("p90", milliseconds(latency, 0.9))
                .with("p99", milliseconds(latency, 0.99));
    }

    private static void cache(JsonWriter json, Report.Cache cache) {
        json.with("certificates", cache.certificates())
                .with("octets", cache.octets())
                .with("limitOctets", cache.limit())
                .with("oldestAnswer", cache.oldest());
    }

    private static @Nullable Double milliseconds(LatencyCounts latency, double part) {
        return latency.percentile(part).map(duration -> duration.toNanos() / 1e6).orElse(null);
    }

    private static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : (Double) (duration.toNanos() / 1e9);
    }
}
