package org.lineageca.publisher.observe;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import org.lineageca.publisher.guard.CertList;
import org.lineageca.publisher.guard.CrlGuard;
import org.lineageca.publisher.guard.Issuer;
import org.lineageca.publisher.guard.Verdict;
import org.lineageca.publisher.publish.PublishedCrl;

/**
 * What was seen beside what was published.
 *
 * @param newest the number of the newest CRL in the database
 */
record Comparison(PublishedCrl published, long newest, Issuer issuer) {

    /** What caches may keep, twice over. */
    static final Duration GRACE = Duration.ofMinutes(2);

    /** What came of it, with a sentence about it. */
    record Result(Outcome outcome, String sentence) {}

    Result judge(Outside.Answer answer, Instant now) {
        if (answer.same()) {
            return new Result(
                    Outcome.AS_PUBLISHED, "It is number " + published.list().number() + ".");
        }
        if (answer.status() != HttpURLConnection.HTTP_OK) {
            return new Result(
                    Outcome.MISSING,
                    "The server answers with status " + answer.status() + " in place of the CRL.");
        }
        var content = answer.content();
        if (content == null) {
            return new Result(Outcome.FOREIGN, "It is far larger than what was published.");
        }
        return switch (CrlGuard.recognise(content, issuer)) {
            case Verdict.Refuse<CertList>(var reason, var why) ->
                    new Result(
                            Outcome.FOREIGN,
                            "It is nothing this generation's key has signed (%s). %s%s"
                                    .formatted(reason, why, fromCache(answer)));
            case Verdict.Publish<CertList>(var list) -> numbered(list, answer, now);
        };
    }

    private Result numbered(CertList seen, Outside.Answer answer, Instant now) {
        var number = seen.number();
        var ours = published.list().number();
        if (number == null || ours == null || number.equals(ours)) {
            return new Result(
                    Outcome.FOREIGN,
                    "The right key signed it, but it is not the CRL with this number that was published.");
        }
        if (number.compareTo(ours) > 0) {
            return number.longValue() > newest
                    ? new Result(
                            Outcome.AHEAD,
                            "The right key signed it with number %s, and the database knows none after %d. Was the database set back?"
                                    .formatted(number, newest))
                    : new Result(
                            Outcome.CATCHING_UP,
                            "Another publisher is at number %s already.".formatted(number));
        }
        var sentence =
                "It is number %s, %s was published at %s.%s"
                        .formatted(number, ours, published.der().modified(), fromCache(answer));
        return now.isBefore(published.der().modified().plus(GRACE))
                ? new Result(Outcome.CATCHING_UP, sentence)
                : new Result(Outcome.BEHIND, sentence);
    }

    private static String fromCache(Outside.Answer answer) {
        var age = answer.age();
        return age == null ? "" : " A cache in front had it for %d s.".formatted(age.toSeconds());
    }
}
