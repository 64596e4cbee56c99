package org.lineageca.console.publisher;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.PublisherOrders.Published;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.watch.KeyFigure;

/**
 * A publisher as the view shows it.
 *
 * @param isSeen whether the rows say anything
 */
record PublisherCard(
        String name,
        Head head,
        boolean isSeen,
        List<ScopeRow> scopes,
        List<RefusalRow> refusals,
        List<TargetRow> targets) {

    /**
     * How it is.
     *
     * @param address where the console asks it
     * @param state in a word
     * @param duration how long it has been so, or has run
     * @param problems what is wrong and what to do, a sentence or two each
     * @param figures none if it was not seen
     */
    record Head(
            String address,
            String state,
            Badge.Tone tone,
            String duration,
            List<String> problems,
            List<KeyFigure> figures) {
        Head {
            problems = List.copyOf(problems);
            figures = List.copyOf(figures);
        }
    }

    /** A word with its colour, and more where the word does not suffice. */
    record Judgement(String word, Badge.Tone tone, @Nullable String more) {}

    /**
     * A CRL that relying parties are given.
     *
     * @param place as in its URL
     * @param crl null where it cannot be ordered to be rolled back
     */
    record ScopeRow(
            String authority,
            String generation,
            String place,
            long number,
            String entries,
            String size,
            String issued,
            String until,
            Judgement freshness,
            Judgement seen,
            @Nullable Published crl) {}

    /** What the guard does not let out now. */
    record RefusalRow(String authority, String what, String reason, String why, String at) {}

    /**
     * Where published files are put.
     *
     * @param lag since the oldest file that is missing was published
     * @param nextAttempt empty where nothing failed
     */
    record TargetRow(
            String name,
            String kind,
            Judgement state,
            String lag,
            List<String> errors,
            String nextAttempt) {
        TargetRow {
            errors = List.copyOf(errors);
        }
    }

    PublisherCard {
        scopes = List.copyOf(scopes);
        refusals = List.copyOf(refusals);
        targets = List.copyOf(targets);
    }
}
