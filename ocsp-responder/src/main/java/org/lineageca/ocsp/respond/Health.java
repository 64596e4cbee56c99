package org.lineageca.ocsp.respond;

import java.time.Duration;
import java.util.ArrayList;
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

    /** Whether nothing at all is wrong. */
    public boolean isWell() {
        return honest && signerAnswers && unanswered.isEmpty();
    }

    /**
     * Whether a question nobody asked before would be answered now. One generation of several that
     * lacks its signer does not count: other responders lack it too, and to take them all away
     * would silence the rest.
     */
    public boolean isReady() {
        return honest && signerAnswers && (generations > 0 || unanswered.isEmpty());
    }

    /** What is wrong, and what to do about it: a sentence or two each. */
    public List<String> reasons() {
        var reasons = new ArrayList<String>();
        if (dataAge == null) {
            reasons.add(
                    "The status tables were not read yet, so every question is answered tryLater. Check the database and its network.");
        } else if (!honest) {
            reasons.add(
                    "The status tables were last read %d s ago, too long to sign by. Kept answers are given until their nextUpdate. Check the database and its network."
                            .formatted(dataAge.toSeconds()));
        }
        if (!signerAnswers) {
            reasons.add(
                    "The signer of the responder's token makes no signature. Kept answers are given until their nextUpdate. Check the token and its signer process.");
        }
        if (!unanswered.isEmpty()) {
            reasons.add(
                    "No valid OCSP signer of this responder for generation %s, which is answered unauthorized. See that the core runs and reaches the issuing token."
                            .formatted(String.join(", ", unanswered)));
        }
        return List.copyOf(reasons);
    }

    /** One line of JSON. */
    public String toJson() {
        return "{\"status\":\"%s\",\"ready\":%s,\"dataAgeSeconds\":%s,\"dataHonest\":%s,\"signer\":\"%s\",\"generations\":%d,\"generationsWithoutSigner\":[%s],\"cachedCertificates\":%d,\"reasons\":[%s]}%n"
                .formatted(
                        isWell() ? "up" : "down",
                        isReady(),
                        dataAge == null ? "null" : Double.toString(dataAge.toMillis() / 1000.0),
                        honest,
                        signerAnswers ? "up" : "down",
                        generations,
                        quoted(unanswered),
                        cached,
                        quoted(reasons()));
    }

    /** Labels are hexadecimal digits, and reasons ours: nothing to escape. */
    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(","));
    }
}
