package org.lineageca.ocsp.respond;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether this responder does its duty.
 *
 * @param honest whether its knowledge of changes is recent enough to sign by
 * @param dataAge since changes were last read; null before the first time
 * @param signerAnswers whether the signer made a test signature
 * @param generations how many are answered for
 * @param unanswered labels of generations whose certificates name a responder, but for which this
 *     one has no signer
 * @param cached how many certificates have a signed answer in the cache, about
 */
public record Health(
        boolean honest,
        @Nullable Duration dataAge,
        boolean signerAnswers,
        int generations,
        List<String> unanswered,
        long cached) {

    public Health {
        unanswered = List.copyOf(unanswered);
    }

    public boolean isWell() {
        return honest && signerAnswers && unanswered.isEmpty();
    }

    /** One line of JSON. */
    public String toJson() {
        return "{\"status\":\"%s\",\"dataAgeSeconds\":%s,\"dataHonest\":%s,\"signer\":\"%s\",\"generations\":%d,\"generationsWithoutSigner\":[%s],\"cachedCertificates\":%d}%n"
                .formatted(
                        isWell() ? "up" : "down",
                        dataAge == null ? "null" : Double.toString(dataAge.toMillis() / 1000.0),
                        honest,
                        signerAnswers ? "up" : "down",
                        generations,
                        // Labels are hexadecimal digits: nothing to escape.
                        unanswered.stream()
                                .map(label -> '"' + label + '"')
                                .collect(Collectors.joining(",")),
                        cached);
    }
}
