package org.lineageca.ca.transparency.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.transparency.LogId;

/** Where it is kept how logs answer, for people to look at from any node. */
public interface LogAnswers {

    /**
     * How a log answered last.
     *
     * @param gaveAt when it last gave an SCT that was good; null if never
     * @param took how long that took
     * @param failedAt when it last gave none; null if never
     * @param failure why
     */
    record Last(
            @Nullable Instant gaveAt,
            @Nullable Duration took,
            @Nullable Instant failedAt,
            @Nullable String failure) {

        /** Whether its last answer was good; a log that was never asked has given no cause. */
        public boolean isGood() {
            return failedAt == null || (gaveAt != null && gaveAt.isAfter(failedAt));
        }
    }

    void gave(LogId log, Instant at, Duration took);

    void failed(LogId log, Instant at, String why);

    /** Of the logs that were ever asked. */
    Map<LogId, Last> all();
}
