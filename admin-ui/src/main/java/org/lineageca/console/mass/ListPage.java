package org.lineageca.console.mass;

import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.mass.RevokeSelected;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;

/**
 * All there is to see of a list but what is foreseen of it.
 *
 * @param act null before one was proposed
 * @param mayDecide whether who looks may propose, pause, resume and withdraw
 * @param isOwn whether who looks began it
 * @param isReissued whether it was closed to be re-issued, and may be revoked still
 */
record ListPage(
        RevokeSelected.Progress progress,
        @Nullable DecidedAct act,
        boolean mayDecide,
        boolean isOwn,
        boolean isReissued,
        boolean hasEvidence) {

    private static final Texts TEXTS = Texts.of(ListPage.class);

    /** Whether it can still be proposed. */
    boolean canBeProposed() {
        return mayDecide
                && isOwn
                && !progress.batch().isFilling()
                && progress.batch().certificates() > 0
                && (act == null || act instanceof DecidedAct.Withdrawn)
                && (!progress.batch().isSealed()
                        || progress.batch().course().act() != null
                        || isReissued);
    }

    /** Whether it is being carried out, or will be. */
    boolean isOpen() {
        return act instanceof DecidedAct.Proposed || act instanceof DecidedAct.Approved;
    }

    Badge badge() {
        return badge(progress);
    }

    /** How a list stands, in a word or two. */
    static Badge badge(RevokeSelected.Progress progress) {
        var batch = progress.batch();
        var course = batch.course();
        if (batch.isFilling()) {
            return new Badge(TEXTS.say("being-filled"), Badge.Tone.WARNING);
        }
        if (course.act() == null) {
            return new Badge(
                    batch.isSealed() ? TEXTS.say("closed") : TEXTS.say("open"), Badge.Tone.QUIET);
        }
        if (batch.done() == batch.certificates()) {
            return new Badge(
                    batch.isDrill() ? TEXTS.say("drill-held") : TEXTS.say("is-revoked"),
                    Badge.Tone.GOOD);
        }
        if (course.pause() != null) {
            return new Badge(TEXTS.say("paused"), Badge.Tone.WARNING);
        }
        return batch.done() == 0
                ? new Badge(TEXTS.say("proposed"), Badge.Tone.WARNING)
                : new Badge(TEXTS.say("under-way"), Badge.Tone.WARNING);
    }
}
