package org.lineageca.ca.api;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.act.Plan;
import org.lineageca.ca.act.Preview;

/**
 * An act as the interface shows it.
 *
 * @param id null while it is only previewed
 * @param plan the text whose SHA-256 is approved
 * @param outcome what came of it, or what it waits for
 * @param preview null in lists
 */
@Serdeable
record ActView(
        @Nullable Long id,
        String kind,
        String state,
        String plan,
        String sha256,
        @Nullable String proposedBy,
        @Nullable Instant proposedAt,
        @Nullable String approvedBy,
        @Nullable Instant approvedAt,
        @Nullable String outcome,
        @Nullable PreviewView preview) {

    /** What it would bring about. */
    @Serdeable
    record PreviewView(
            List<DifferenceView> differences, List<String> consequences, List<String> warnings) {

        static PreviewView of(Preview preview) {
            return new PreviewView(
                    preview.differences().stream()
                            .map(difference ->
                                    new DifferenceView(
                                            difference.field(),
                                            difference.before(),
                                            difference.after(),
                                            difference.isChange()))
                            .toList(),
                    preview.consequences(),
                    preview.warnings());
        }
    }

    @Serdeable
    record DifferenceView(String field, String before, String after, boolean changed) {}

    static ActView previewed(Plan plan, Preview preview) {
        return new ActView(
                null,
                plan.act().kind(),
                "Previewed",
                plan.text(),
                plan.digest().toHex(),
                null,
                null,
                null,
                null,
                null,
                PreviewView.of(preview));
    }

    static ActView of(DecidedAct act, @Nullable Preview preview) {
        var approval =
                switch (act) {
                    case DecidedAct.Approved approved -> approved.approval();
                    case DecidedAct.Done done -> done.approval();
                    case DecidedAct.Proposed _, DecidedAct.Withdrawn _ -> null;
                };
        var outcome =
                switch (act) {
                    case DecidedAct.Approved approved -> approved.waitsFor();
                    case DecidedAct.Done done -> done.outcome();
                    case DecidedAct.Proposed _ -> "Waits for a second person's approval.";
                    case DecidedAct.Withdrawn withdrawn ->
                            "Withdrawn by " + withdrawn.withdrawal().name() + ".";
                };
        return new ActView(
                act.id(),
                act.plan().act().kind(),
                act.state(),
                act.plan().text(),
                act.plan().digest().toHex(),
                act.proposal().name(),
                act.proposal().at(),
                approval == null ? null : approval.name(),
                approval == null ? null : approval.at(),
                outcome,
                preview == null ? null : PreviewView.of(preview));
    }
}
