package org.lineageca.ca.transparency.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.lineageca.ca.transparency.LogPromise;
import org.lineageca.ca.transparency.SctList;
import org.lineageca.ca.transparency.TransparencyLog;
import org.lineageca.ca.transparency.TransparencyPolicy;

/** The SCTs of one precertificate as they come in: complete as soon as a policy is met. */
final class Gathering {

    private final TransparencyPolicy policy;
    private final int needed;
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final List<LogPromise> promises = new ArrayList<>();
    private final Map<String, String> failures = new TreeMap<>();
    private final List<TransparencyLog> asked;

    Gathering(TransparencyPolicy policy, int needed, List<TransparencyLog> asked) {
        this.policy = policy;
        this.needed = needed;
        this.asked = asked;
    }

    void gave(LogPromise promise) {
        synchronized (this) {
            promises.add(promise);
        }
        look();
    }

    void failed(TransparencyLog log, String why) {
        synchronized (this) {
            failures.put(log.name(), why);
        }
        look();
    }

    /** Sees whether it has ended; to be asked once where nobody is asked. */
    synchronized void look() {
        if (policy.choose(promises, needed).isPresent()
                || promises.size() + failures.size() == asked.size()) {
            ended.complete(true);
        }
    }

    /**
     * Waits until there are enough, or there will not be.
     *
     * @throws LogSilentException if there are not enough; naming each log that gave none
     */
    SctList await(long nanoseconds) {
        try {
            var _ = ended.get(nanoseconds, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // What has not come by now does not come in time.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogSilentException("interrupted while logs were asked", true);
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing completes it so", e);
        }
        synchronized (this) {
            return policy.choose(promises, needed)
                    .orElseThrow(() -> new LogSilentException(missing(), true));
        }
    }

    private String missing() {
        var silent =
                asked.stream()
                        .filter(log ->
                                promises.stream().noneMatch(promise -> promise.log().equals(log)))
                        .map(log ->
                                log.name()
                                        + ": "
                                        + failures.getOrDefault(log.name(), "no answer in time"))
                        .collect(Collectors.joining("; "));
        return promises.size()
                + " of "
                + asked.size()
                + " logs gave an SCT, "
                + needed
                + " of "
                + policy.operators()
                + " operators are needed ("
                + silent
                + ")";
    }
}
