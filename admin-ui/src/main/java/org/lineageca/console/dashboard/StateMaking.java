package org.lineageca.console.dashboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.ProbeTokens.Probe;
import org.lineageca.console.dashboard.DashboardPage.Node;
import org.lineageca.console.dashboard.DashboardPage.Row;
import org.lineageca.console.dashboard.DashboardPage.StatePart;
import org.lineageca.console.dashboard.DashboardPage.Tree;
import org.lineageca.console.dashboard.Facts.Ca;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.watch.ProgramState;

/** How tokens, programs, the audit log and authorities stand. */
final class StateMaking {

    private static final int PROGRAMS = 4;
    private static final int TOKENS = 3;
    private static final int NODES = 8;

    /** What is wrong comes before what is not. */
    private static final Comparator<Row> WORST_FIRST =
            Comparator.comparing(Row::tone).reversed().thenComparing(Row::key);

    private final Facts facts;

    private StateMaking(Facts facts) {
        this.facts = facts;
    }

    static StatePart part(Facts facts) {
        var making = new StateMaking(facts);
        return new StatePart(making.tokens(), making.programs(), making.audit(), making.tree());
    }

    private List<Row> tokens() {
        return facts.programs().tokens().stream()
                .map(this::token)
                .sorted(WORST_FIRST)
                .limit(TOKENS)
                .toList();
    }

    private Row token(Probe probe) {
        var key = "token-" + probe.token();
        return switch (probe) {
            case Probe.Signed signed ->
                    new Row(
                            key,
                            probe.token(),
                            DashboardWords.signs(),
                            Badge.Tone.GOOD,
                            DashboardWords.testSignature(signed),
                            null);
            case Probe.Closed closed ->
                    new Row(
                            key,
                            probe.token(),
                            DashboardWords.closed(),
                            Badge.Tone.QUIET,
                            DashboardWords.asked(closed.at()),
                            null);
            case Probe.Failed failed ->
                    new Row(
                            key,
                            probe.token(),
                            DashboardWords.gone(),
                            Badge.Tone.BAD,
                            DashboardWords.asked(failed.at()),
                            null);
        };
    }

    private List<Row> programs() {
        var rows = new ArrayList<Row>();
        facts.programs()
                .responders()
                .forEach(one -> rows.add(program(one, new Next.ToResponders())));
        facts.programs()
                .publishers()
                .forEach(one -> rows.add(program(one, new Next.ToPublishers())));
        return rows.stream().sorted(WORST_FIRST).limit(PROGRAMS).toList();
    }

    private static Row program(ProgramState program, Next next) {
        return new Row(
                "program-" + program.name(),
                program.name(),
                program.state(),
                program.tone(),
                DashboardWords.lag(program.lag()),
                next);
    }

    private Row audit() {
        var audit = facts.audit();
        var isBroken = audit.broken() != null;
        var sealed = audit.sealedAt();
        var waits = ProgramRules.waits(facts);
        var isLate = ProgramRules.isLate(waits);
        return new Row(
                "audit",
                DashboardWords.checkpoint(),
                isBroken
                        ? DashboardWords.broken()
                        : isLate || sealed == null
                                ? DashboardWords.unsealed()
                                : DashboardWords.sealed(),
                isBroken
                        ? Badge.Tone.BAD
                        : isLate || sealed == null ? Badge.Tone.WARNING : Badge.Tone.GOOD,
                sealed == null
                        ? DashboardWords.noCheckpoint()
                        : DashboardWords.checkpoint(audit.leaves(), sealed, facts.at()),
                new Next.ToAudit());
    }

    /** As many as there is room for: roots, then what does not simply issue, then the rest. */
    private Tree tree() {
        var living =
                facts.authorities().cas().stream()
                        .filter(ca -> !ca.state().equals("Destroyed"))
                        .toList();
        var chosen =
                living.stream()
                        .sorted(Comparator.comparingInt(StateMaking::rank))
                        .limit(NODES)
                        .toList();
        var nodes = new ArrayList<Node>();
        for (var ca : living) {
            if (parent(chosen, ca) == null && chosen.contains(ca)) {
                add(nodes, chosen, ca, 0);
            }
        }
        return new Tree(nodes, living.size() - nodes.size());
    }

    private static int rank(Ca ca) {
        if (ca.parent() == null) {
            return 0;
        }
        return switch (ca.state()) {
            case "Revoked", "AwaitingCertificate", "Staged" -> 1;
            case "Enabled" -> 2;
            default -> 3;
        };
    }

    private static @Nullable Ca parent(List<Ca> among, Ca ca) {
        return among.stream()
                .filter(other -> other.label().equals(ca.parent()))
                .findFirst()
                .orElse(null);
    }

    private static void add(List<Node> nodes, List<Ca> chosen, Ca ca, int depth) {
        nodes.add(
                new Node(
                        ca.label(),
                        depth,
                        ca.name(),
                        Objects.requireNonNullElse(ca.lineage(), DashboardWords.root()),
                        DashboardWords.state(ca.state()),
                        tone(ca.state()),
                        !ca.isReachable()));
        for (var below : chosen) {
            if (ca.label().equals(below.parent())) {
                add(nodes, chosen, below, depth + 1);
            }
        }
    }

    private static Badge.Tone tone(String state) {
        return switch (state) {
            case "Enabled" -> Badge.Tone.GOOD;
            case "Revoked" -> Badge.Tone.BAD;
            case "AwaitingCertificate" -> Badge.Tone.WARNING;
            default -> Badge.Tone.QUIET;
        };
    }
}
