package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;

/** Revokes the certificates of a list that two people approved, step by step. */
public final class RevokeListed {

    /** Shorter than the lease of an act, so that no other node takes it up meanwhile. */
    private static final Duration TURN = Duration.ofSeconds(30);

    /** What is done when a drill has been through its whole list. */
    @FunctionalInterface
    public interface DrillEnd {

        /**
         * Measures what would come of it and keeps the evidence; again, if it was cut short.
         *
         * @return the outcome, a sentence
         */
        String conclude(
                Actor actor,
                DecidedAct.Approved act,
                Act.RevokeCertificates what,
                BatchStore.Batch batch);
    }

    private final BatchStore batches;
    private final DrillEnd drillEnd;
    private final InstantSource clock;

    public RevokeListed(BatchStore batches, DrillEnd drillEnd, InstantSource clock) {
        this.batches = batches;
        this.drillEnd = drillEnd;
        this.clock = clock;
    }

    /** Goes on from where it was left, by this node or another. */
    Performed revoke(Actor actor, DecidedAct.Approved act, Act.RevokeCertificates what) {
        var until = clock.instant().plus(TURN);
        var list = batches.seal(what.batch(), clock.instant(), what.terms().isDrill());
        var differing = list.differing(what.batch(), what.certificates(), what.list());
        if (differing.isPresent()) {
            return differing.get();
        }
        while (true) {
            var at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            switch (batches.revokeNext(act, what, at, actor)) {
                case BatchStore.Step.Over(var batch) -> {
                    return new Performed.Done(
                            what.terms().isDrill()
                                    ? drillEnd.conclude(actor, act, what, batch)
                                    : outcome(batch));
                }
                case BatchStore.Step.Went(var batch) -> {
                    if (clock.instant().isAfter(until)) {
                        return new Performed.GoesOn(progress(batch) + " It goes on by itself.");
                    }
                }
                case BatchStore.Step.Paused(var batch, var pause) -> {
                    return new Performed.Waits(
                            "%s Paused by %s.".formatted(progress(batch), pause.by()));
                }
                case BatchStore.Step.Ended() -> {
                    return new Performed.Waits("It was withdrawn while it was carried out.");
                }
            }
        }
    }

    /** How far it has come, a sentence. */
    public static String progress(BatchStore.Batch batch) {
        return String.format(
                Locale.ROOT,
                "%,d of %,d certificates have had their turn.",
                batch.done(),
                batch.certificates());
    }

    private static String outcome(BatchStore.Batch batch) {
        return String.format(
                Locale.ROOT,
                "%,d certificates are revoked; %,d of the list were revoked before.",
                batch.revoked(),
                batch.certificates() - batch.revoked());
    }
}
