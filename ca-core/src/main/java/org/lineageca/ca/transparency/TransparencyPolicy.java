package org.lineageca.ca.transparency;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How many SCTs a certificate carries.
 *
 * @param scts where it is valid for 180 days at most; each of another log
 * @param sctsBeyond where it is valid for longer
 * @param operators how many different operators they are of, at least
 */
public record TransparencyPolicy(int scts, int sctsBeyond, int operators) {

    /** What Chrome and Safari ask of certificates with embedded SCTs. */
    public static final TransparencyPolicy BROWSERS = new TransparencyPolicy(2, 3, 2);

    private static final Duration SHORT = Duration.ofDays(180);

    public TransparencyPolicy {
        if (scts < 1 || sctsBeyond < scts || operators < 1 || operators > scts) {
            throw new IllegalArgumentException(
                    "a policy asks for one SCT or more, not for fewer where the validity is longer, and for no more operators than SCTs; got "
                            + scts
                            + ", "
                            + sctsBeyond
                            + " and "
                            + operators);
        }
    }

    /**
     * How many a certificate needs.
     *
     * @param notAfter included in the validity
     */
    public int needed(Instant notBefore, Instant notAfter) {
        return Duration.between(notBefore, notAfter.plusSeconds(1)).compareTo(SHORT) > 0
                ? sctsBeyond
                : scts;
    }

    /** Whether these logs could give so many. */
    public boolean canBeMetBy(List<TransparencyLog> logs, int needed) {
        return logs.size() >= needed
                && logs.stream().map(TransparencyLog::operator).distinct().count() >= operators;
    }

    /**
     * Chooses those that a certificate will carry.
     *
     * @param promises one of each log, those that are preferred first
     * @return so many, ordered by log; empty while they are not enough
     */
    public Optional<SctList> choose(List<LogPromise> promises, int needed) {
        var seen = new TreeSet<String>();
        var chosen = new ArrayList<LogPromise>();
        for (var promise : promises) {
            if (seen.size() < operators && seen.add(promise.log().operator())) {
                chosen.add(promise);
            }
        }
        if (seen.size() < operators || promises.size() < needed) {
            return Optional.empty();
        }
        promises.stream()
                .filter(promise -> !chosen.contains(promise))
                .limit((long) needed - chosen.size())
                .forEach(chosen::add);
        return Optional.of(
                new SctList(
                        chosen.stream()
                                .map(LogPromise::sct)
                                .sorted((one, other) ->
                                        one.log().sha256().compareTo(other.log().sha256()))
                                .toList()));
    }
}
