package org.lineageca.ca.ceremony;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.SignatureCheck;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/**
 * What an auditor finds who has the record of a run and nobody's word for it: public keys are all
 * that is used. A record that was changed in any way has a finding that says where.
 */
public final class RecordVerification {

    /** The finding on which key signed. */
    public static final String FINGERPRINT = "fingerprint of the exchange key";

    private final RecordFile file;
    private final List<RecordFinding> findings = new ArrayList<>();

    private RecordVerification(RecordFile file) {
        this.file = file;
    }

    /**
     * Looks at a record.
     *
     * @param exchangeKeySha256 the fingerprint that the reader has of the key that signs the
     *     token's records, from elsewhere; null where the reader has none, and compares it later
     */
    public static List<RecordFinding> of(RecordFile file, @Nullable Octets exchangeKeySha256) {
        return new RecordVerification(file).findings(exchangeKeySha256);
    }

    /** Whether nothing failed. */
    public static boolean isOk(List<RecordFinding> findings) {
        return findings.stream()
                .noneMatch(finding -> finding.verdict() == RecordFinding.Verdict.FAIL);
    }

    private List<RecordFinding> findings(@Nullable Octets pinned) {
        var isChained = chain();
        signature();
        pinned(pinned);
        var plan = plan();
        if (plan.isPresent()) {
            approvals(plan.get());
            // What comes after a broken link says nothing.
            if (isChained) {
                run(plan.get());
            }
        }
        times();
        return List.copyOf(findings);
    }

    private boolean chain() {
        var name = "chain of entries";
        var previous = TranscriptEntry.START;
        var sequence = 0L;
        for (var entry : file.entries()) {
            sequence++;
            if (entry.sequence() != sequence) {
                fail(name, "entry %s stands in place %s".formatted(entry.sequence(), sequence));
                return false;
            }
            if (!entry.previous().equals(previous)) {
                fail(
                        name,
                        "entry %s is chained to %s, but the entry before it is %s"
                                .formatted(sequence, entry.previous(), previous));
                return false;
            }
            previous = entry.sha256();
        }
        ok(name, "%s entries, the last is %s".formatted(sequence, previous));
        return true;
    }

    private void signature() {
        var name = "signature of the record";
        var key = file.exchangeKey();
        var signature = file.signature();
        if (key == null && signature == null && isAborted()) {
            findings.add(
                    RecordFinding.unvouched(
                            name,
                            "aborted, not signed: a token signs only what is closed. Whether its entries are chained is checked here; that they tell what happened, nobody vouches for"));
            return;
        }
        if (key == null || signature == null) {
            fail(name, "nobody signed it: it is not the record of a run that was closed");
            return;
        }
        var last = Octets.of(file.entries().getLast().line().getBytes(StandardCharsets.UTF_8));
        if (SignatureCheck.isBy(key, SignatureAlgorithm.ECDSA_SHA256, last, signature)) {
            ok(name, "verifies over entry %s, and so over all".formatted(file.entries().size()));
        } else {
            fail(
                    name,
                    "does not verify over entry %s with the exchange key"
                            .formatted(file.entries().size()));
        }
    }

    private boolean isAborted() {
        return file.entries().stream()
                .anyMatch(entry -> entry.event() instanceof TranscriptEvent.Aborted);
    }

    private void pinned(@Nullable Octets pinned) {
        var key = file.exchangeKey();
        if (key == null) {
            return;
        }
        var found = key.sha256();
        if (pinned == null) {
            findings.add(
                    RecordFinding.note(
                            FINGERPRINT,
                            "%s, in words: %s. It was compared with no other: the signature is worth as much as your comparison of these words with those that the people of the ceremony have"
                                    .formatted(found, PgpWords.text(found))));
        } else if (pinned.equals(found)) {
            ok(FINGERPRINT, found + ", the expected one");
        } else {
            fail(FINGERPRINT, found + ", but " + pinned + " was expected");
        }
    }

    private Optional<CeremonyPlan> plan() {
        var name = "plan";
        if (!(file.entries().getFirst().event() instanceof TranscriptEvent.Opened opened)) {
            fail(name, "the first entry does not open a run");
            return Optional.empty();
        }
        try {
            var plan = file.plan();
            if (!plan.digest().equals(opened.plan())) {
                fail(
                        name,
                        "script and record make the plan %s, but the run was of %s"
                                .formatted(plan.digest(), opened.plan()));
                return Optional.empty();
            }
            ok(name, "made again from script and record: %s".formatted(plan.digest()));
            return Optional.of(plan);
        } catch (RuntimeException e) {
            // Whatever reading a stranger's script comes to, it makes no plan.
            fail(name, "script and record make none: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void approvals(CeremonyPlan plan) {
        var name = "approvals";
        var opening = file.entries().getFirst();
        if (!(opening.event() instanceof TranscriptEvent.Opened opened)) {
            return;
        }
        var people = plan.script().people();
        var approvers = new ArrayList<String>();
        for (var text : opened.approvals()) {
            var approval = approval(text, plan);
            if (approval.isEmpty() || approval.get().at().isAfter(opening.at())) {
                fail(
                        name,
                        "'%s' is no approval of this plan by one of its people before the run"
                                .formatted(text));
                return;
            }
            approvers.add(approval.get().approver());
        }
        if (people.isQuorate(approvers)) {
            ok(name, "by %s: a quorum".formatted(String.join(", ", approvers)));
        } else if (opened.run() == RunKind.REHEARSAL) {
            ok(name, "a rehearsal needs none");
        } else {
            fail(
                    name,
                    "by %s: the administrator, the witness and %s custodians are needed"
                            .formatted(
                                    approvers.isEmpty() ? "nobody" : String.join(", ", approvers),
                                    people.quorum()));
        }
    }

    private static Optional<Approval> approval(String text, CeremonyPlan plan) {
        var timeAt = text.lastIndexOf(", ");
        var roleAt = text.lastIndexOf(", ", timeAt - 1);
        if (roleAt < 0) {
            return Optional.empty();
        }
        var name = text.substring(0, roleAt);
        try {
            var at = Instant.parse(text.substring(timeAt + 2));
            return plan.script()
                    .people()
                    .roleOf(name)
                    .map(role -> new Approval(name, role, plan.digest(), at))
                    .filter(approval -> approval.toString().equals(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void run(CeremonyPlan plan) {
        var name = "order of moves";
        var refusal = FirstRefusal.of(plan, file.entries());
        if (refusal.isPresent()) {
            fail(name, refusal.get());
            return;
        }
        ok(name, "every entry may follow the ones before it");
        var state = RunState.of(plan, file.entries());
        findings.addAll(RunFindings.of(state, file));
    }

    private void times() {
        var name = "times";
        var entries = file.entries();
        for (var i = 1; i < entries.size(); i++) {
            if (entries.get(i).at().isBefore(entries.get(i - 1).at())) {
                findings.add(
                        RecordFinding.note(
                                name,
                                "the clock went back between entry %s (%s) and entry %s (%s)"
                                        .formatted(
                                                i,
                                                entries.get(i - 1).at(),
                                                i + 1,
                                                entries.get(i).at())));
                return;
            }
        }
        ok(name, "from %s to %s".formatted(entries.getFirst().at(), entries.getLast().at()));
    }

    private void ok(String name, String text) {
        findings.add(RecordFinding.ok(name, text));
    }

    private void fail(String name, String text) {
        findings.add(RecordFinding.fail(name, text));
    }
}
