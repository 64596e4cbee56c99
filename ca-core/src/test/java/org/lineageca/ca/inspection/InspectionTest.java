package org.lineageca.ca.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.ceremony.CeremonyPlan;
import org.lineageca.ca.ceremony.CeremonyScript;
import org.lineageca.ca.ceremony.RecordFile;
import org.lineageca.ca.ceremony.RecordFinding;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.Scripts;
import org.lineageca.ca.ceremony.SoftwareKeys;
import org.lineageca.ca.ceremony.SoftwareRun;
import org.lineageca.ca.exchange.CarriedResult;
import org.lineageca.ca.exchange.CeremonyRecord;
import org.lineageca.ca.exchange.Consent;
import org.lineageca.ca.minutes.Minutes;
import org.lineageca.octets.Octets;

final class InspectionTest {

    private static SoftwareKeys keys;
    private static CeremonyPlan plan;
    private static RecordFile record;
    private static Octets good;

    @BeforeAll
    static void playACeremony() {
        keys = new SoftwareKeys(51);
        var script = CeremonyScript.read(Scripts.CREATION);
        plan = CeremonyPlan.of(script, Scripts.nothing(script, new Random(51)));
        record = SoftwareRun.real(plan, keys).record();
        good = carried().octets();
    }

    private static CarriedRun carried() {
        return new CarriedRun(keys, record);
    }

    private static Inspection inspect(Octets file) {
        return Inspection.of(file, keys.exchangeKey().sha256());
    }

    private static List<String> failures(Octets file) {
        return inspect(file).findings().stream()
                .filter(finding -> finding.verdict() == RecordFinding.Verdict.FAIL)
                .map(finding -> finding.name() + ": " + finding.text())
                .toList();
    }

    @Test
    void aPackageIsFoundInOrderInEveryPoint() {
        var inspection = inspect(good);

        assertThat(inspection.outcome()).isEqualTo(Inspection.Outcome.IN_ORDER);
        assertThat(inspection.records()).containsExactly(record);
        assertThat(inspection.findings())
                .allMatch(finding -> finding.verdict() == RecordFinding.Verdict.OK)
                .extracting(RecordFinding::name)
                .startsWith(
                        "format",
                        "signature of the package",
                        "manifest",
                        "files",
                        "contents",
                        "format",
                        "chain of entries",
                        "signature of the record",
                        "fingerprint of the exchange key",
                        "plan",
                        "approvals",
                        "order of moves")
                .endsWith("plan carried", "approvals carried", "results carried", "minutes");
        assertThat(inspection.parts())
                .extracting(Inspection.Part::name)
                .containsExactly("Exchange package", "Ceremony run-1");
    }

    @Test
    void thePackageOfAnotherTokenIsNotTheExpectedOne() {
        assertThat(Inspection.of(good, new SoftwareKeys(52).exchangeKey().sha256()).findings())
                .filteredOn(finding -> finding.verdict() == RecordFinding.Verdict.FAIL)
                .extracting(RecordFinding::name)
                .containsExactly("fingerprint of the exchange key");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void noBitOfAPackageCanBeFlippedUnnoticed(long seed) {
        var random = new Random(seed);
        var original = good.toArray();
        for (var i = 0; i < 30; i++) {
            var octets = original.clone();
            var at = random.nextInt(octets.length);
            var bit = random.nextInt(8);
            octets[at] ^= (byte) (1 << bit);
            assertThat(failures(Octets.of(octets)))
                    .as("seed %d, octet %d, bit %d", seed, at, bit)
                    .isNotEmpty();
        }
    }

    /** By someone who can sign with the token's exchange key. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    run-1.script.yml     | 25y             | 24y             | plan: script and record make
                    run-1.plan           | format: 1       | format: 2       | plan carried:
                    run-1.transcript     | "initials":"W"  | "initials":"X"  | chain of entries: entry
                    run-1.transcript     | "kind":"Closed" | "kind":"Closer" | format: its files make no record: line
                    run-1.record         | "Alice"         | "Alise"         | plan: script and record make
                    """)
    void whatWasPackedAndIsNotWhatWasDoneIsNamed(
            String file, String from, String to, String complaint) {
        var changed =
                carried()
                        .changing(files ->
                                files.computeIfPresent(
                                        file, (_, octets) -> replaced(octets, from, to)))
                        .octets();

        assertThat(failures(changed)).anySatisfy(text -> assertThat(text).startsWith(complaint));
    }

    private static Octets replaced(Octets octets, String from, String to) {
        var text = new String(octets.toArray(), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        return Octets.of(text.replaceFirst(from, to).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aResultThatTheRecordDoesNotTellOfIsNamed() {
        var last = carried().record().results().getLast().file();
        var first = carried().record().results().get(2).file();
        Consumer<Map<String, Octets>> exchange =
                files -> files.put(last, Objects.requireNonNull(files.get(first)));

        assertThat(failures(carried().changing(exchange).octets()))
                .containsExactly(
                        "results carried: '%s' is not what the record tells of".formatted(last));

        var record = carried().record();
        var results = new ArrayList<>(record.results());
        results.removeLast();
        assertThat(
                        failures(
                                carried()
                                        .changing(files -> files.remove(last))
                                        .octets(with(record, record.approvals(), results))))
                .containsExactly("results carried: are listed otherwise than the record tells");
    }

    @Test
    void minutesThatAreNotThoseOfTheRecordAreNamed() {
        var other = SoftwareRun.real(plan, keys).record();
        var minutes = Minutes.pdf(other);

        assertThat(
                        failures(
                                carried()
                                        .changing(files -> files.put("run-1.minutes.pdf", minutes))
                                        .octets()))
                .singleElement()
                .asString()
                .startsWith("minutes: made again from the record by this version of the program");
    }

    @Test
    void approvalsAreThoseOfTheRecord() {
        var given = carried().record();
        var fewer = new ArrayList<>(given.approvals());
        fewer.removeLast();
        assertThat(failures(carried().octets(with(given, fewer, given.results()))))
                .singleElement()
                .asString()
                .startsWith("approvals carried: 'Cees, Key Custodian, ");

        var forged = new ArrayList<>(given.approvals());
        forged.add(new Consent("Dörte Groß", Instant.parse("2026-11-30T09:00:00Z"), plan.digest()));
        assertThat(failures(carried().octets(with(given, forged, given.results()))))
                .singleElement()
                .asString()
                .startsWith("approvals carried: that of Dörte Groß");

        var late = new ArrayList<>(given.approvals());
        late.add(new Consent("Cora", Instant.parse("2026-12-01T10:00:00Z"), plan.digest()));
        var inspection = inspect(carried().octets(with(given, late, given.results())));
        assertThat(inspection.outcome()).isEqualTo(Inspection.Outcome.IN_ORDER);
        assertThat(inspection.findings())
                .filteredOn(finding -> finding.verdict() == RecordFinding.Verdict.NOTE)
                .singleElement()
                .satisfies(note -> assertThat(note.text()).endsWith("not counted: Cora"));
    }

    @Test
    void aRehearsalIsNoResult() {
        var rehearsal = new SoftwareRun(plan, RunKind.REHEARSAL, keys).play().record();

        assertThat(failures(new CarriedRun(keys, rehearsal).octets()))
                .contains("results carried: are of a rehearsal, or of a run that was not closed");
    }

    @Test
    void whatIsNeitherRecordNorPackageIsNothing() {
        for (var content : List.of("", "P", "PK", "PK\u0003\u0004", "{}", "{}\n{}\n")) {
            var inspection = inspect(Octets.of(content.getBytes(StandardCharsets.UTF_8)));
            assertThat(inspection.outcome()).isEqualTo(Inspection.Outcome.NOT_IN_ORDER);
            assertThat(inspection.findings()).hasSize(1);
        }
    }

    @Test
    void aRecordIsComparedWithItsRehearsal() {
        var rehearsal =
                new SoftwareRun(plan, RunKind.REHEARSAL, new SoftwareKeys(53)).play().record();

        var part = RehearsalInspection.of(rehearsal.octets(), record);

        assertThat(part.findings())
                .noneMatch(finding -> finding.verdict() == RecordFinding.Verdict.FAIL)
                .last()
                .isEqualTo(
                        RecordFinding.ok(
                                "compared with the rehearsal",
                                "6 of 6 to-be-signed bodies are equal but for the keys"));
        assertThat(RehearsalInspection.of(record.octets(), record).findings().getLast().text())
                .isEqualTo("cannot be: a rehearsal is compared with a real run");
    }

    private static CeremonyRecord with(
            CeremonyRecord of, List<Consent> approvals, List<CarriedResult> results) {
        return new CeremonyRecord(
                of.ceremony(),
                of.script(),
                of.record(),
                of.plan(),
                approvals,
                of.transcript(),
                of.signature(),
                of.minutes(),
                results);
    }
}
