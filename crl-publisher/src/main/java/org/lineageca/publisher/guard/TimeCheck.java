package org.lineageca.publisher.guard;

import static org.lineageca.publisher.guard.Check.require;

import java.time.Instant;
import java.util.Optional;
import org.lineageca.publisher.guard.Check.Finding;

/** Whether a CRL is of now and ends as its row and the policy say (RFC 5280 5.1.2.4, 5.1.2.5). */
final class TimeCheck {

    private TimeCheck() {}

    static Optional<Finding> finding(Examination e) {
        return thisUpdate(e).or(() -> finalAsRecorded(e)).or(() -> nextUpdate(e));
    }

    private static Optional<Finding> thisUpdate(Examination e) {
        var thisUpdate = e.list().thisUpdate();
        var before = e.last() == null ? Instant.MIN : e.last().thisUpdate();
        return require(
                        !thisUpdate.isAfter(e.now().plus(e.policy().clockSkew())),
                        RefusalReason.THIS_UPDATE_IN_FUTURE,
                        "Its thisUpdate %s lies ahead of our clock.".formatted(thisUpdate))
                .or(() ->
                        require(
                                !thisUpdate.isBefore(before),
                                RefusalReason.THIS_UPDATE_BACKWARDS,
                                "Its thisUpdate %s lies before %s, that of the CRL published last."
                                        .formatted(thisUpdate, before)));
    }

    private static Optional<Finding> finalAsRecorded(Examination e) {
        return require(
                e.list().isFinal() == e.candidate().isFinal(),
                RefusalReason.FINAL_NOT_AS_RECORDED,
                "Its nextUpdate is %s, where its row says that it is %s. Only a final CRL has %s."
                        .formatted(
                                e.list().nextUpdate(),
                                e.candidate().isFinal() ? "the final one" : "not the final one",
                                CertList.NEVER));
    }

    private static Optional<Finding> nextUpdate(Examination e) {
        var nextUpdate = e.list().nextUpdate();
        if (nextUpdate == null) {
            return Optional.of(
                    new Finding(RefusalReason.NEXT_UPDATE_MISSING, "It has no nextUpdate."));
        }
        var latest = e.list().thisUpdate().plus(e.policy().longestValidity());
        return require(
                        nextUpdate.isAfter(e.now()),
                        RefusalReason.EXPIRED,
                        "Its nextUpdate %s has passed.".formatted(nextUpdate))
                .or(() ->
                        require(
                                e.list().isFinal() || !nextUpdate.isAfter(latest),
                                RefusalReason.VALIDITY_TOO_LONG,
                                "Its nextUpdate %s lies after %s, the latest the policy allows."
                                        .formatted(nextUpdate, latest)));
    }
}
