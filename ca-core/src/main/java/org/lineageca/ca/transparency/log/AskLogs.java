package org.lineageca.ca.transparency.log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.transparency.LogId;
import org.lineageca.ca.transparency.LogList;
import org.lineageca.ca.transparency.LogPromise;
import org.lineageca.ca.transparency.PrecertificateEntry;
import org.lineageca.ca.transparency.Sct;
import org.lineageca.ca.transparency.SctList;
import org.lineageca.ca.transparency.TransparencyLog;
import org.lineageca.ca.transparency.TransparencyPolicy;
import org.lineageca.octets.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends precertificates to the logs that are configured, to all that take them at once, and checks
 * what they promise.
 */
public final class AskLogs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AskLogs.class);

    /** How often it is kept how a log answers, while it answers as before. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final LogList logs;
    private final LogAnswers answers;
    private final InstantSource clock;
    private final HttpLogs http = new HttpLogs();
    private final Map<LogId, Kept> kept = new ConcurrentHashMap<>();

    /** What was kept last of a log. */
    private record Kept(boolean gave, Instant at) {}

    public AskLogs(LogList logs, LogAnswers answers, InstantSource clock) {
        this.logs = logs;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * A precertificate, and what its profile asks for.
     *
     * @param chain DER: the precertificate, its issuer, and those above without the root
     */
    public record Submission(
            PrecertificateEntry entry,
            List<Octets> chain,
            TransparencyPolicy policy,
            Instant notBefore,
            Instant notAfter) {
        public Submission {
            chain = List.copyOf(chain);
        }
    }

    /**
     * Returns if the logs that are configured could give what a certificate needs. To be asked
     * before anything is promised.
     *
     * @throws RefusedException if they could not
     */
    public void requireEnough(TransparencyPolicy policy, Instant notBefore, Instant notAfter) {
        var needed = policy.needed(notBefore, notAfter);
        var taking = logs.taking(notAfter);
        if (!policy.canBeMetBy(taking, needed)) {
            throw new RefusedException(
                    Refusal.NOT_ENOUGH_LOGS,
                    "A certificate of this profile that ends at "
                            + notAfter
                            + " needs SCTs of "
                            + needed
                            + " logs of "
                            + policy.operators()
                            + " operators; of "
                            + logs.logs().size()
                            + " configured, usable ones that take it are "
                            + taking.stream().map(TransparencyLog::name).toList()
                            + ". Nothing was issued. The operator adds logs to the list of transparency logs.");
        }
    }

    /**
     * Asks for the SCTs of a precertificate, and waits.
     *
     * @return as many as are needed, each verified with the key of its log
     * @throws RefusedException if they do not come; the message ends without saying what is to be
     *     done
     */
    public SctList ask(Submission submission) {
        var needed = submission.policy().needed(submission.notBefore(), submission.notAfter());
        var taking = logs.taking(submission.notAfter());
        var gathering = new Gathering(submission.policy(), needed, taking);
        var body = HttpLogs.body(submission.chain());
        var begun = System.nanoTime();
        for (var log : taking) {
            var _ =
                    http.add(log, body, logs.patience())
                            .whenComplete((sct, failure) ->
                                    receive(
                                            log,
                                            new Received(sct, failure, begun),
                                            submission.entry(),
                                            gathering));
        }
        gathering.look();
        try {
            return gathering.await(logs.patience().toNanos());
        } catch (LogSilentException silent) {
            throw new RefusedException(
                    Refusal.LOGS_UNAVAILABLE, String.valueOf(silent.getMessage()), silent);
        }
    }

    /** What came of a request. */
    private record Received(@Nullable Sct sct, @Nullable Throwable failure, long begun) {

        Duration took() {
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }

    private void receive(
            TransparencyLog log,
            Received received,
            PrecertificateEntry entry,
            Gathering gathering) {
        var sct = received.sct();
        if (sct == null) {
            var why =
                    received.failure() == null
                            ? "it gave nothing"
                            : HttpLogs.reason(received.failure());
            gathering.failed(log, why);
            keep(log, why, received.took());
            return;
        }
        var problem = log.problem(sct, entry, clock.instant()).orElse(null);
        if (problem == null) {
            gathering.gave(new LogPromise(log, sct));
        } else {
            LOG.error("Transparency log {} ({}): {}", log.name(), log.id(), problem);
            gathering.failed(log, problem);
        }
        keep(log, problem, received.took());
    }

    private void keep(TransparencyLog log, @Nullable String problem, Duration took) {
        var now = clock.instant();
        var gave = problem == null;
        var last = kept.get(log.id());
        if (last != null && last.gave() == gave && now.isBefore(last.at().plus(KEPT))) {
            return;
        }
        kept.put(log.id(), new Kept(gave, now));
        if (!gave) {
            LOG.warn("Transparency log {} gave no SCT: {}", log.name(), problem);
        }
        // Nobody waits for it, and a certificate does not fail because of it.
        var _ =
                Thread.ofVirtual()
                        .name("log-answer")
                        .uncaughtExceptionHandler((_, e) ->
                                LOG.warn("How log {} answered was not kept", log.name(), e))
                        .start(() -> {
                            if (problem == null) {
                                answers.gave(log.id(), now, took);
                            } else {
                                answers.failed(log.id(), now, problem);
                            }
                        });
    }

    @Override
    public void close() {
        http.close();
    }
}
