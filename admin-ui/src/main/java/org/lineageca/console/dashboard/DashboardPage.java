package org.lineageca.console.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.shell.Badge;

/**
 * The dashboard as one person sees it. Keys stay the same while a row is about the same thing.
 *
 * @param outage why nothing newer could be read; null if it could
 */
record DashboardPage(
        Headline headline,
        @Nullable String outage,
        AgendaPart agenda,
        WorkPart work,
        StatePart state,
        BudgetPart budgets) {

    /**
     * How things stand, in a sentence.
     *
     * @param seen the time of what is shown
     */
    record Headline(String sentence, Badge.Tone tone, String seen) {}

    /** Deadlines and faults; the most urgent first. */
    record AgendaPart(List<AgendaRow> rows, int further) {
        AgendaPart {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Something that needs somebody, or will.
     *
     * @param left how long there is
     * @param due when that is over; empty where it is broken already
     */
    record AgendaRow(
            String key, Urgency urgency, Notice.Text text, String left, String due, Next next) {}

    /** What waits for who looks, and what runs. */
    record WorkPart(List<Row> approvals, int moreApprovals, List<JobRow> jobs, int moreJobs) {
        WorkPart {
            approvals = List.copyOf(approvals);
            jobs = List.copyOf(jobs);
        }
    }

    /**
     * An act that is being carried out.
     *
     * @param done of the whole, 0 to 1; null where that is not known
     */
    record JobRow(String key, String title, String note, @Nullable Double done, Next next) {}

    /** Tokens, programs, the audit log, and the tree of authorities. */
    record StatePart(List<Row> tokens, List<Row> programs, Row audit, Tree tree) {
        StatePart {
            tokens = List.copyOf(tokens);
            programs = List.copyOf(programs);
        }
    }

    /**
     * A line.
     *
     * @param word its state; empty for none
     * @param next where it leads; null for nowhere
     */
    record Row(
            String key,
            String title,
            String word,
            Badge.Tone tone,
            String note,
            @Nullable Next next) {}

    /** Generations, each below the one that certified it. */
    record Tree(List<Node> nodes, int more) {
        Tree {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * A generation.
     *
     * @param depth 0 for a root
     */
    record Node(
            String label,
            int depth,
            String name,
            String role,
            String state,
            Badge.Tone tone,
            boolean isOffline) {}

    /** CRLs against their budgets, the fullest first. */
    record BudgetPart(List<BudgetRow> rows, int more) {
        BudgetPart {
            rows = List.copyOf(rows);
        }
    }

    /**
     * The complete CRL of the generation that issues for a lineage.
     *
     * @param age since it was issued
     * @param share of the budget; null where none is set
     * @param forecast when it is crossed
     * @param curve entries to come, each 0 to 1 of the highest; empty while not reckoned
     * @param limit of the budget on the same scale; null where none is set or it is far above
     */
    record BudgetRow(
            String role,
            String age,
            String entries,
            String size,
            @Nullable Double share,
            String budget,
            String forecast,
            Badge.Tone tone,
            List<Double> curve,
            @Nullable Double limit,
            Next next) {
        BudgetRow {
            curve = List.copyOf(curve);
        }
    }
}
