package org.lineageca.ca.inspection;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.ceremony.Approval;
import org.lineageca.ca.ceremony.CeremonyPlan;
import org.lineageca.ca.ceremony.RecordFile;
import org.lineageca.ca.ceremony.RecordFinding;
import org.lineageca.ca.ceremony.RecordVerification;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.TranscriptEvent;
import org.lineageca.ca.exchange.CarriedCeremony;
import org.lineageca.ca.exchange.CeremonyRecord;
import org.lineageca.ca.exchange.Consent;
import org.lineageca.ca.exchange.ExchangePackage;
import org.lineageca.octets.Octets;

/** A look at one ceremony of a package: its record, and what is carried beside it. */
final class CarriedInspection {

    private static final String PLAN = "plan carried";
    private static final String APPROVALS = "approvals carried";
    private static final String RESULTS = "results carried";

    private final ExchangePackage exchanged;
    private final CeremonyRecord ceremony;
    private final List<RecordFinding> findings = new ArrayList<>();

    private CarriedInspection(ExchangePackage exchanged, CeremonyRecord ceremony) {
        this.exchanged = exchanged;
        this.ceremony = ceremony;
    }

    /** What was found, and the record if it can be read. */
    record Carried(List<RecordFinding> findings, Optional<RecordFile> record) {}

    static Carried of(
            ExchangePackage exchanged,
            CeremonyRecord ceremony,
            @Nullable Octets exchangeKeySha256) {
        return new CarriedInspection(exchanged, ceremony).look(exchangeKeySha256);
    }

    private Carried look(@Nullable Octets exchangeKeySha256) {
        RecordFile file;
        try {
            file = record();
        } catch (IllegalArgumentException e) {
            findings.add(
                    RecordFinding.fail("format", "its files make no record: " + e.getMessage()));
            return new Carried(findings, Optional.empty());
        }
        findings.add(
                RecordFinding.ok(
                        "format",
                        "its files make the record of a run, SHA-256 %s".formatted(file.sha256())));
        findings.addAll(RecordVerification.of(file, exchangeKeySha256));
        follow(file);
        findings.add(RemadeMinutes.compared(file, exchanged.file(ceremony.minutes())));
        return new Carried(findings, Optional.of(file));
    }

    /** Its files put together as a record that stands alone, which is read as strictly as one. */
    private RecordFile record() {
        var header =
                new RecordFile(
                        text(ceremony.script()),
                        text(ceremony.record()),
                        exchanged.signer(),
                        exchanged.file(ceremony.signature()),
                        List.of());
        return RecordFile.read(
                Octets.of(
                        concatenated(
                                header.octets().toArray(),
                                exchanged.file(ceremony.transcript()).toArray())));
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    private String text(String file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(exchanged.file(file).toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("'" + file + "' is not text in UTF-8", e);
        }
    }

    private void follow(RecordFile file) {
        RunState state;
        try {
            state = RunState.of(file.plan(), file.entries());
        } catch (RuntimeException e) {
            // Whatever a stranger's record stumbles over has been said of it by now.
            findings.add(
                    RecordFinding.fail(RESULTS, "the record cannot be followed to any result"));
            return;
        }
        plan(state.plan());
        approvals(state);
        results(state, exchanged.file(ceremony.signature()));
    }

    private void plan(CeremonyPlan plan) {
        var carried = exchanged.file(ceremony.plan()).sha256();
        findings.add(
                carried.equals(plan.digest())
                        ? RecordFinding.ok(PLAN, "is the one made again: " + carried)
                        : RecordFinding.fail(
                                PLAN,
                                "%s, but script and record make %s"
                                        .formatted(carried, plan.digest())));
    }

    private void approvals(RunState state) {
        if (!(state.entries().getFirst().event() instanceof TranscriptEvent.Opened opened)) {
            return;
        }
        var begun = state.entries().getFirst().at();
        var missing = new ArrayList<>(opened.approvals());
        var later = new ArrayList<String>();
        for (var consent : ceremony.approvals()) {
            var approval = approval(consent, state.plan());
            if (approval.filter(missing::remove).isPresent()) {
                continue;
            }
            if (approval.isEmpty() || !consent.at().isAfter(begun)) {
                findings.add(
                        RecordFinding.fail(
                                APPROVALS,
                                "that of %s at %s is not in the record"
                                        .formatted(consent.by(), consent.at())));
                return;
            }
            later.add(consent.by());
        }
        if (!missing.isEmpty()) {
            findings.add(
                    RecordFinding.fail(APPROVALS, "'%s' is missing".formatted(missing.getFirst())));
        } else if (later.isEmpty()) {
            findings.add(RecordFinding.ok(APPROVALS, "are those in the record"));
        } else {
            findings.add(
                    RecordFinding.note(
                            APPROVALS,
                            "besides those in the record, given when the run had begun, and so not counted: "
                                    + String.join(", ", later)));
        }
    }

    /** As a record has it; empty if it is of another plan or by someone who takes no part. */
    private static Optional<String> approval(Consent consent, CeremonyPlan plan) {
        return plan.script()
                .people()
                .roleOf(consent.by())
                .filter(_ -> consent.plan().equals(plan.digest()))
                .map(role ->
                        new Approval(consent.by(), role, consent.plan(), consent.at()).toString());
    }

    /** Packs the results again from the record alone. */
    private void results(RunState state, Octets signature) {
        if (state.kind() != RunKind.REAL || state.status() != RunState.Status.CLOSED) {
            findings.add(
                    RecordFinding.fail(
                            RESULTS, "are of a rehearsal, or of a run that was not closed"));
            return;
        }
        var packed =
                CarriedCeremony.pack(
                        ceremony.ceremony(),
                        state,
                        ceremony.approvals(),
                        signature,
                        exchanged.file(ceremony.minutes()));
        if (!packed.record().results().equals(ceremony.results())) {
            findings.add(RecordFinding.fail(RESULTS, "are listed otherwise than the record tells"));
            return;
        }
        for (var result : ceremony.results()) {
            var told = Objects.requireNonNull(packed.files().get(result.file()));
            if (!exchanged.file(result.file()).equals(told)) {
                findings.add(
                        RecordFinding.fail(
                                RESULTS,
                                "'%s' is not what the record tells of".formatted(result.file())));
                return;
            }
        }
        findings.add(
                RecordFinding.ok(
                        RESULTS,
                        "%s, each to the octet what the record tells of"
                                .formatted(ceremony.results().size())));
    }
}
