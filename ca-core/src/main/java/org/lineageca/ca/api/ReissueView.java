package org.lineageca.ca.api;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.mass.ReissueOutlook;
import org.lineageca.ca.mass.ReissueSelected;

/**
 * How the re-issue of a list stands.
 *
 * @param act the newest that was proposed
 * @param certificates how many are on the list
 * @param done how many have had their turn
 * @param reissued how many of those have a successor, signed or promised
 * @param pausedBy null while it may go on
 * @param perSecond of the steps so far; null before the first
 * @param secondsLeft foreseen; null at the end
 */
@Serdeable
record ReissueView(
        long batch,
        long act,
        int certificates,
        int done,
        int reissued,
        int percent,
        @Nullable String pausedBy,
        @Nullable Instant pausedSince,
        @Nullable Long perSecond,
        @Nullable Long secondsLeft) {

    /**
     * What it would bring about.
     *
     * @param toBeReissued how many nothing on record stands against
     * @param seconds it will take
     * @param measured whether that follows from the last lists; otherwise it is assumed
     * @param sentences as they would stand in the plan
     */
    @Serdeable
    record OutlookView(
            int certificates,
            long toBeReissued,
            List<ShareView> shares,
            int compared,
            int refused,
            long perSecond,
            long seconds,
            boolean measured,
            List<String> sentences) {

        static OutlookView of(ReissueOutlook outlook) {
            return new OutlookView(
                    outlook.certificates(),
                    outlook.toBeReissued(),
                    outlook.shares().stream()
                            .map(share -> {
                                var obstacle = share.obstacle();
                                return new ShareView(
                                        share.profile(),
                                        obstacle == null ? null : obstacle.word(),
                                        share.certificates());
                            })
                            .toList(),
                    outlook.sample().looked(),
                    outlook.sample().refused(),
                    Math.round(outlook.pace().perSecond()),
                    Math.max(1, outlook.pace().of(outlook.toBeReissued()).toSeconds()),
                    outlook.pace().isMeasured(),
                    outlook.inWords());
        }
    }

    /** Certificates that have this in common; obstacle is null where they are made anew. */
    @Serdeable
    record ShareView(@Nullable String profile, @Nullable String obstacle, long certificates) {}

    static ReissueView of(ReissueSelected.Progress progress) {
        var course = progress.course();
        var pause = course.pause();
        var perSecond = progress.perSecond();
        var left = progress.left();
        return new ReissueView(
                course.batch(),
                course.act(),
                course.certificates(),
                course.done(),
                course.reissued(),
                progress.percent(),
                pause == null ? null : pause.by(),
                pause == null ? null : pause.since(),
                perSecond == null ? null : Math.round(perSecond),
                left == null ? null : Math.max(1, left.toSeconds()));
    }
}
