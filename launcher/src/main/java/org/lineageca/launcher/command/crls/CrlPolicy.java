package org.lineageca.launcher.command.crls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.Moment;
import org.lineageca.launcher.command.ca.Answer;
import org.lineageca.launcher.command.ca.OfficerOption;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows or changes which CRLs a generation issues, and when. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows which CRLs a generation issues, and when; with options, changes it.",
            "What no option names stays as it is. Durations: 90s, 5m, 12h, 7d.",
            "An officer changes it."
        })
public final class CrlPolicy implements Callable<Integer> {

    /** What is to change; null stays. */
    private static final class Changes {

        @Option(
                names = "--period",
                converter = Span.Converter.class,
                paramLabel = "DURATION",
                description = "From one CRL to the next.")
        private @Nullable Span period;

        @Option(
                names = "--lifetime",
                converter = Span.Converter.class,
                paramLabel = "DURATION",
                description =
                        "How long a CRL is good; longer than the period by the outage to survive.")
        private @Nullable Span lifetime;

        @Option(
                names = "--within",
                converter = Span.Converter.class,
                paramLabel = "DURATION",
                description = "How soon a CRL tells a revocation; none: with the next regular one.")
        private @Nullable Span within;

        @Option(
                names = "--delta-period",
                converter = Span.Converter.class,
                paramLabel = "DURATION",
                description = "From one delta to the next. Deltas never end once there are any.")
        private @Nullable Span deltaPeriod;

        @Option(
                names = "--delta-lifetime",
                converter = Span.Converter.class,
                paramLabel = "DURATION",
                description = "How long a delta is good.")
        private @Nullable Span deltaLifetime;

        @Option(
                names = "--delta-within",
                converter = Span.Converter.class,
                paramLabel = "DURATION",
                description = "How soon a delta tells a revocation; none: with the next one.")
        private @Nullable Span deltaWithin;

        @Option(
                names = "--shards",
                paramLabel = "N",
                description =
                        "Over how many CRLs new certificates are spread; 0: they name the complete one.")
        private @Nullable Integer shards;

        @Option(
                names = "--apart-cas",
                arity = "1",
                paramLabel = "true|false",
                description = "Whether new certificates of CAs name a CRL of their own.")
        private @Nullable Boolean apartCas;

        @Option(
                names = "--keep-expired",
                paramLabel = "ISO|now|none",
                description = "Entries of certificates that expired after it stay.")
        private @Nullable String keepExpired;
    }

    private final Lineage lineage;

    @Mixin private OfficerOption officer = new OfficerOption();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @ArgGroup(exclusive = false, heading = "Changes:%n")
    private @Nullable Changes changes;

    @Parameters(
            paramLabel = "GENERATION",
            description =
                    "The 16 hexadecimal digits that name it, or the lineage of which it is the enabled one.")
    private String generation = "";

    public CrlPolicy(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var path = "/generations/" + CoreClient.segment(generation) + "/crl-policy";
        try (var core = core()) {
            var policy = core.get(path);
            if (changes != null) {
                policy = core.put(path, changed(policy.deepCopy(), changes));
            }
            Answer.print(lineage.surroundings().out(), json, policy, CrlPolicy::print);
        }
        return ExitStatus.DONE;
    }

    /** Who looks is the machine, who changes it a person. */
    private CoreClient core() throws IOException, RefusedException, ServiceUnreachableException {
        return changes == null
                ? CoreClient.of(lineage.installation())
                : officer.core(lineage.installation(), OfficerOption.FIRST);
    }

    private ObjectNode changed(ObjectNode policy, Changes wanted) throws RefusedException {
        put(policy.withObject("/schedule"), wanted.period, wanted.lifetime, wanted.within);
        if (wanted.deltaPeriod != null
                || wanted.deltaLifetime != null
                || wanted.deltaWithin != null) {
            put(
                    policy.path("deltas").isObject()
                            ? (ObjectNode) policy.path("deltas")
                            : policy.putObject("deltas"),
                    wanted.deltaPeriod,
                    wanted.deltaLifetime,
                    wanted.deltaWithin);
        }
        if (wanted.shards != null) {
            policy.put("shards", wanted.shards);
        }
        if (wanted.apartCas != null) {
            policy.put("apartCas", wanted.apartCas);
        }
        if (wanted.keepExpired != null) {
            policy.put("keepsExpiredSince", since(wanted.keepExpired));
        }
        return policy;
    }

    private static void put(
            ObjectNode schedule,
            @Nullable Span period,
            @Nullable Span lifetime,
            @Nullable Span within) {
        if (period != null) {
            schedule.put("period", period.iso());
        }
        if (lifetime != null) {
            schedule.put("lifetime", lifetime.iso());
        }
        if (within != null) {
            schedule.put("coalesce", within.iso());
        }
    }

    private @Nullable String since(String text) throws RefusedException {
        return switch (text) {
            case "none" -> null;
            case "now" ->
                    lineage.surroundings()
                            .clock()
                            .instant()
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString();
            default ->
                    Moment.parse(text)
                            .orElseThrow(() ->
                                    new RefusedException(
                                            "'%s' is no date. Write %s, now or none. No policy was set."
                                                    .formatted(text, Moment.EXAMPLES)))
                            .toString();
        };
    }

    private static void print(PrintStream out, JsonNode policy) {
        out.println("CRLs " + schedule(policy.path("schedule")));
        out.println(
                "deltas "
                        + (policy.path("deltas").isObject()
                                ? schedule(policy.path("deltas"))
                                : "none"));
        var shards = policy.path("shards").asInt();
        out.println(
                "new certificates name "
                        + (shards == 0
                                ? "the complete CRL"
                                : "one of %d shards".formatted(shards)));
        out.println(
                "new certificates of CAs name "
                        + (policy.path("apartCas").asBoolean()
                                ? "a CRL of CA certificates only"
                                : "the same"));
        out.println(
                "entries of expired certificates "
                        + (policy.path("keepsExpiredSince").isTextual()
                                ? "stay, of those that expired after "
                                        + policy.path("keepsExpiredSince").asText()
                                : "leave"));
    }

    private static String schedule(JsonNode schedule) {
        return "every %s, good for %s; %s"
                .formatted(
                        Span.words(schedule.path("period").asText()),
                        Span.words(schedule.path("lifetime").asText()),
                        schedule.path("coalesce").isTextual()
                                ? "a revocation is told within "
                                        + Span.words(schedule.path("coalesce").asText())
                                : "a revocation waits for the next");
    }
}
