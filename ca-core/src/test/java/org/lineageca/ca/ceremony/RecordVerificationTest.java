package org.lineageca.ca.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.octets.Octets;

final class RecordVerificationTest {

    private static SoftwareKeys keys;
    private static RecordFile creation;
    private static CeremonyPlan later;

    @BeforeAll
    static void playTheCreation() {
        keys = new SoftwareKeys(11);
        var script = CeremonyScript.read(Scripts.CREATION);
        var run =
                SoftwareRun.real(
                        CeremonyPlan.of(script, Scripts.nothing(script, new Random(7))), keys);
        creation = run.record();
        var next = CeremonyScript.read(Scripts.LATER);
        later = CeremonyPlan.of(next, Scripts.after(run.state(), next, new Random(8)));
    }

    private static List<RecordFinding> findings(RecordFile file) {
        return RecordVerification.of(file, keys.exchangeKey().sha256());
    }

    private static List<String> failures(RecordFile file) {
        return findings(file).stream()
                .filter(finding -> finding.verdict() == RecordFinding.Verdict.FAIL)
                .map(finding -> finding.name() + ": " + finding.text())
                .toList();
    }

    @Test
    void theRecordOfACeremonyIsFoundInOrderInEveryPoint() {
        var findings = findings(creation);

        assertThat(findings)
                .allMatch(finding -> finding.verdict() == RecordFinding.Verdict.OK)
                .extracting(RecordFinding::name)
                .containsExactly(
                        "chain of entries",
                        "signature of the record",
                        "fingerprint of the exchange key",
                        "plan",
                        "approvals",
                        "order of moves",
                        "exchange key",
                        "octets signed",
                        "certificates and CRLs",
                        "kind of run",
                        "deviations",
                        "end",
                        "times");
        assertThat(findings)
                .extracting(RecordFinding::text)
                .contains(
                        "by Alice, Walter, Carl, Cora, Cees: a quorum",
                        "all 6 as planned, with the keys exchanged that were made meanwhile",
                        "2 certificates and 4 CRLs verify, up to CN=Example Root R1,O=Example, self-signed here");
    }

    @ParameterizedTest
    @EnumSource(RunKind.class)
    void aLaterRunOnTheSameTokenChainsToWhatWasOnRecord(RunKind kind) {
        var run = new SoftwareRun(later, kind, keys).play();

        assertThat(failures(run.record())).isEmpty();
        assertThat(findings(run.record()))
                .extracting(RecordFinding::text)
                .anySatisfy(text ->
                        assertThat(text)
                                .contains("4 certificates and 4 CRLs verify")
                                .contains("CN=Example Root R1,O=Example, on record before"))
                .anySatisfy(text -> assertThat(text).startsWith("all 8 as planned"));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(RecordFile.read(creation.octets())).isEqualTo(creation);
        var other = new SoftwareRun(later, RunKind.REHEARSAL, keys).play().record();
        assertThat(RecordFile.read(other.octets())).isEqualTo(other);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void noBitOfARecordCanBeFlippedUnnoticed(long seed) {
        var random = new Random(seed);
        var original = creation.octets().toArray();
        for (var i = 0; i < 150; i++) {
            var octets = original.clone();
            var at = random.nextInt(octets.length);
            var bit = random.nextInt(8);
            octets[at] ^= (byte) (1 << bit);
            assertThat(refusals(Octets.of(octets)))
                    .as("seed %d, octet %d, bit %d", seed, at, bit)
                    .isNotEmpty()
                    .noneMatch(String::isBlank);
        }
    }

    /** The same for the octets that count most. */
    @Test
    void theSignatureCannotBeChangedUnnoticed() {
        var random = new Random(3);
        var signature = signature(creation).toArray();
        for (var at = 0; at < signature.length; at += 5) {
            var flipped = signature.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            var file =
                    new RecordFile(
                            creation.script(),
                            creation.record(),
                            creation.exchangeKey(),
                            Octets.of(flipped),
                            creation.entries());
            assertThat(refusals(file.octets()))
                    .as("octet %d", at)
                    .anyMatch(text -> text.startsWith("signature of the record: "));
        }
    }

    private static List<String> refusals(Octets octets) {
        try {
            return failures(RecordFile.read(octets));
        } catch (IllegalArgumentException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20, 40, 50})
    void anEntryThatIsMissingIsMissed(int number) {
        assertThat(failures(with(entries -> without(entries, number))))
                .anySatisfy(text -> assertThat(text).startsWith("chain of entries: entry "));
        // An attacker who mends the chain cannot mend the signature.
        assertThat(failures(mended(entries -> without(entries, number))))
                .anySatisfy(text -> assertThat(text).startsWith("signature of the record: "));
    }

    private static List<TranscriptEntry> without(List<TranscriptEntry> entries, int number) {
        var fewer = new ArrayList<>(entries);
        fewer.remove(number - 1);
        return fewer;
    }

    @Test
    void entriesThatAreCutOffAtTheEndAreMissed() {
        for (var length = 1; length < creation.entries().size(); length++) {
            var kept = length;
            assertThat(failures(with(entries -> entries.subList(0, kept))))
                    .anySatisfy(text -> assertThat(text).startsWith("signature of the record: "))
                    .anySatisfy(text ->
                            assertThat(text)
                                    .contains("the run has not ended: entries are missing"));
        }
    }

    @Test
    void entriesThatChangedPlacesAreNoticed() {
        UnaryOperator<List<TranscriptEntry>> swap =
                entries -> {
                    var swapped = new ArrayList<>(entries);
                    swapped.set(29, entries.get(30));
                    swapped.set(30, entries.get(29));
                    return swapped;
                };
        assertThat(failures(with(swap))).contains("chain of entries: entry 31 stands in place 30");
        assertThat(failures(mended(swap)))
                .anySatisfy(text -> assertThat(text).startsWith("signature of the record: "));
    }

    @Test
    void anEntryThatWasAddedIsNoticed() {
        UnaryOperator<List<TranscriptEntry>> add =
                entries -> {
                    var more = new ArrayList<>(entries);
                    more.add(25, entries.get(24));
                    return more;
                };
        assertThat(failures(with(add)))
                .anySatisfy(text ->
                        assertThat(text)
                                .isEqualTo("chain of entries: entry 25 stands in place 26"));
        assertThat(failures(mended(add)))
                .anySatisfy(text -> assertThat(text).startsWith("signature of the record: "));
    }

    @Test
    void aSignatureOnWhatNobodyReadBackIsRefusedWithItsEntry() {
        var file =
                signedAgain(
                        mended(entries ->
                                entries.stream()
                                        .filter(entry ->
                                                !(entry.event()
                                                                instanceof
                                                                TranscriptEvent.ReadBack readBack
                                                        && readBack.step() == 4
                                                        && entry.person().equals("Walter")))
                                        .toList()),
                        keys);

        assertThat(failures(file))
                .containsExactly(
                        "order of moves: entry 22 (Signed by Alice) may not follow: The digest has not been read back by the administrator and the witness");
    }

    @Test
    void aSignatureByAnotherKeyIsRefused() {
        var forger = new SoftwareKeys(666);

        assertThat(failures(signedAgain(creation, forger)))
                .anySatisfy(text -> assertThat(text).startsWith("fingerprint of the exchange key"))
                .anySatisfy(text -> assertThat(text).startsWith("exchange key: "));
        assertThat(
                        failures(
                                new RecordFile(
                                        creation.script(),
                                        creation.record(),
                                        creation.exchangeKey(),
                                        signature(signedAgain(creation, forger)),
                                        creation.entries())))
                .containsExactly(
                        "signature of the record: does not verify over entry %d with the exchange key"
                                .formatted(creation.entries().size()));
    }

    /** Whoever writes everything anew with a key of their own is found out by its fingerprint. */
    @Test
    void aRecordThatIsForgedThroughoutHasAnotherFingerprint() {
        var forger = new SoftwareKeys(666);
        var script = CeremonyScript.read(Scripts.CREATION);
        var forged =
                SoftwareRun.real(
                                CeremonyPlan.of(script, Scripts.nothing(script, new Random(7))),
                                forger)
                        .record();

        assertThat(failures(forged))
                .containsExactly(
                        "fingerprint of the exchange key: %s, but %s was expected"
                                .formatted(
                                        forger.exchangeKey().sha256(),
                                        keys.exchangeKey().sha256()));
        assertThat(RecordVerification.of(forged, null))
                .filteredOn(finding -> finding.name().equals("fingerprint of the exchange key"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.verdict()).isEqualTo(RecordFinding.Verdict.NOTE);
                    assertThat(finding.text())
                            .contains(PgpWords.text(forger.exchangeKey().sha256()));
                });
    }

    @Test
    void approvalsThatAreForgedOrTooFewAreRefused() {
        assertThat(failures(approvedBy("Alice, Ceremony Administrator, 2026-11-30T09:00:00Z")))
                .containsExactly(
                        "approvals: by Alice: the administrator, the witness and 2 custodians are needed");
        assertThat(failures(approvedBy()))
                .containsExactly(
                        "approvals: by nobody: the administrator, the witness and 2 custodians are needed");
        for (var approval :
                List.of(
                        "Xaver, Key Custodian, 2026-11-30T09:00:00Z",
                        "Carl, Internal Witness, 2026-11-30T09:00:00Z",
                        "Carl, Key Custodian, 2026-12-30T09:00:00Z",
                        "Carl, Key Custodian, soon",
                        "Carl")) {
            assertThat(failures(approvedBy(approval)))
                    .containsExactly(
                            "approvals: '%s' is no approval of this plan by one of its people before the run"
                                    .formatted(approval));
        }
    }

    /** As the holder of the exchange key alone could write it. */
    private static RecordFile approvedBy(String... approvals) {
        return signedAgain(
                rewritten(event ->
                        event instanceof TranscriptEvent.Opened opened
                                ? new TranscriptEvent.Opened(
                                        opened.plan(),
                                        opened.run(),
                                        opened.program(),
                                        opened.programSha256(),
                                        List.of(approvals))
                                : event),
                keys);
    }

    @Test
    void anotherScriptOrRecordIsAnotherPlan() {
        var edited = creation.script().replace("path-length: 2", "path-length: 3");
        var file =
                new RecordFile(
                        edited,
                        creation.record(),
                        creation.exchangeKey(),
                        creation.signature(),
                        creation.entries());

        assertThat(failures(file))
                .singleElement()
                .asString()
                .startsWith("plan: script and record make the plan ");
        assertThat(
                        failures(
                                new RecordFile(
                                        "no script",
                                        creation.record(),
                                        creation.exchangeKey(),
                                        creation.signature(),
                                        creation.entries())))
                .singleElement()
                .asString()
                .startsWith("plan: script and record make none: ");
    }

    @Test
    void twoKeysThatAreOneAreNotAsPlanned() {
        var once = new SoftwareKeys(12);
        var script = CeremonyScript.read(Scripts.CREATION.replace("P384", "P256"));
        var plan = CeremonyPlan.of(script, Scripts.nothing(script, new Random(7)));
        var run = SoftwareRun.real(plan, once.repeating());

        assertThat(RecordVerification.of(run.record(), null))
                .filteredOn(finding -> finding.verdict() == RecordFinding.Verdict.FAIL)
                .extracting(RecordFinding::name)
                .contains("octets signed");
    }

    @Test
    void deviationsInterruptionsAndAClockThatWentBackAreNoted() {
        var run =
                new SoftwareRun(later, RunKind.REAL, keys)
                        .passingOver(8, 9, 10, 12, 13)
                        .resumingAt(4)
                        .play();
        var earlier = Instant.parse("2027-05-31T00:00:00Z");
        var file =
                signedAgain(
                        mended(
                                run.record(),
                                entries -> {
                                    var late = new ArrayList<>(entries);
                                    late.set(
                                            20,
                                            TranscriptEntry.of(
                                                    21,
                                                    earlier,
                                                    entries.get(20).person(),
                                                    entries.get(20).event(),
                                                    entries.get(20).previous()));
                                    return late;
                                }),
                        keys);

        assertThat(failures(file)).isEmpty();
        assertThat(findings(file))
                .filteredOn(finding -> finding.verdict() == RecordFinding.Verdict.NOTE)
                .extracting(RecordFinding::name)
                .containsExactly("deviations", "times");
    }

    @Test
    void whatWasAbortedIsNotSignedWhichIsSaidAndIsNoFailure() {
        var aborted = new SoftwareRun(later, RunKind.REAL, keys).abortingAt(8).play().record();

        assertThat(failures(aborted)).isEmpty();
        assertThat(findings(aborted))
                .filteredOn(finding -> finding.verdict() == RecordFinding.Verdict.UNVOUCHED)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.name()).isEqualTo("signature of the record");
                    assertThat(finding.text())
                            .startsWith("aborted, not signed")
                            .endsWith("nobody vouches for");
                });
        assertThat(findings(aborted))
                .extracting(RecordFinding::text)
                .contains("aborted; no key of it is left");
    }

    /** Who takes the signature off a record does not make an aborted run of it. */
    @Test
    void whatWasClosedAndIsNotSignedFails() {
        var unsigned =
                new RecordFile(
                        creation.script(), creation.record(), null, null, creation.entries());
        assertThat(failures(unsigned))
                .singleElement()
                .asString()
                .startsWith("signature of the record: nobody signed it: it is not the record");
        var aborted = new SoftwareRun(later, RunKind.REAL, keys).abortingAt(8).play().record();
        var halfSigned =
                new RecordFile(
                        aborted.script(),
                        aborted.record(),
                        keys.exchangeKey(),
                        null,
                        aborted.entries());
        assertThat(failures(halfSigned))
                .anySatisfy(text -> assertThat(text).startsWith("signature of the record: "));
    }

    @Test
    void anAbortedRunWhoseEntriesAreNotChainedFails() {
        var aborted = new SoftwareRun(later, RunKind.REAL, keys).abortingAt(8).play().record();

        assertThat(failures(replaced(aborted, without(aborted.entries(), 12), null)))
                .anySatisfy(text -> assertThat(text).startsWith("chain of entries: entry "));
    }

    @Test
    void whatIsNoRecordIsNotRead() {
        var octets = creation.octets();
        var text = new String(octets.toArray(), StandardCharsets.UTF_8);
        assertUnreadable("", "it has no entry");
        assertUnreadable("\n", "it has no entry");
        assertUnreadable(text.lines().findFirst().orElseThrow() + "\n", "it has no entry");
        assertUnreadable(text.substring(0, text.length() - 1), "is cut short");
        assertUnreadable(text + "\n", "line 53: expected an object");
        assertUnreadable(text.replace("\n", "\r\n"), "line 2: not written as we write it");
        assertUnreadable(text.replaceFirst("CeremonyRecord", "Record"), "line 1: it is a 'Record'");
        assertUnreadable(
                text.replaceFirst("\"script\"", "\"more\":\"\",\"script\""), "line 1 is not");
        assertUnreadable(
                text.replaceFirst("\"step\":\"1\"", "\"step\":\"4294967297\""),
                "'step' is too large a number");
        assertUnreadable(text.replaceFirst("\"Opened\"", "\"Closed\""), "line 2: ");
        var bad = octets.toArray();
        bad[text.indexOf("Creation")] = (byte) 0xff;
        assertThatThrownBy(() -> RecordFile.read(Octets.of(bad)))
                .hasMessage("it is not text in UTF-8");
        assertThatThrownBy(() -> RecordFile.read(Octets.of(new byte[RecordFile.LARGEST + 1])))
                .hasMessageContaining("records have at most");
        assertThatThrownBy(() ->
                        RecordFile.read(
                                Octets.of("\n".repeat(30_000).getBytes(StandardCharsets.UTF_8))))
                .hasMessageContaining("more than 20000 entries");
    }

    private static void assertUnreadable(String text, String why) {
        assertThatThrownBy(() -> RecordFile.read(Octets.of(text.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private static RecordFile with(UnaryOperator<List<TranscriptEntry>> change) {
        return replaced(creation, change.apply(creation.entries()), creation.signature());
    }

    private static RecordFile mended(UnaryOperator<List<TranscriptEntry>> change) {
        return mended(creation, change);
    }

    /** Changed, and then numbered and chained anew. */
    private static RecordFile mended(RecordFile file, UnaryOperator<List<TranscriptEntry>> change) {
        var chained = new ArrayList<TranscriptEntry>();
        var last = file.plan().steps().size();
        var previous = TranscriptEntry.START;
        for (var entry : change.apply(file.entries())) {
            var event =
                    entry.event() instanceof TranscriptEvent.Prepared(var step, _) && step == last
                            ? new TranscriptEvent.Prepared(step, previous)
                            : entry.event()
                                                    instanceof
                                                    TranscriptEvent.ReadBack(
                                                            var step,
                                                            _,
                                                            var initials)
                                            && step == last
                                    ? new TranscriptEvent.ReadBack(
                                            step, prepared(chained), initials)
                                    : entry.event();
            var next =
                    TranscriptEntry.of(
                            chained.size() + 1L, entry.at(), entry.person(), event, previous);
            chained.add(next);
            previous = next.sha256();
        }
        return replaced(file, chained, file.signature());
    }

    private static Octets prepared(List<TranscriptEntry> entries) {
        return entries.reversed().stream()
                .map(TranscriptEntry::event)
                .filter(TranscriptEvent.Prepared.class::isInstance)
                .map(event -> ((TranscriptEvent.Prepared) event).sha256())
                .findFirst()
                .orElseThrow();
    }

    private static RecordFile rewritten(UnaryOperator<TranscriptEvent> change) {
        return mended(entries ->
                entries.stream()
                        .map(entry ->
                                TranscriptEntry.of(
                                        entry.sequence(),
                                        entry.at(),
                                        entry.person(),
                                        change.apply(entry.event()),
                                        entry.previous()))
                        .toList());
    }

    private static RecordFile replaced(
            RecordFile file, List<TranscriptEntry> entries, @Nullable Octets signature) {
        return new RecordFile(file.script(), file.record(), file.exchangeKey(), signature, entries);
    }

    private static RecordFile signedAgain(RecordFile file, SoftwareKeys by) {
        return new RecordFile(
                file.script(),
                file.record(),
                by.exchangeKey(),
                by.sign(
                        by.exchangeKey(),
                        KeyAlgorithm.P256,
                        Octets.of(
                                file.entries().getLast().line().getBytes(StandardCharsets.UTF_8))),
                file.entries());
    }

    private static Octets signature(RecordFile file) {
        return java.util.Objects.requireNonNull(file.signature());
    }
}
