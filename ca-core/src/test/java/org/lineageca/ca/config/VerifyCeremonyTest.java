package org.lineageca.ca.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.ca.ceremony.CeremonyPlan;
import org.lineageca.ca.ceremony.CeremonyScript;
import org.lineageca.ca.ceremony.PgpWords;
import org.lineageca.ca.ceremony.RecordFile;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.Scripts;
import org.lineageca.ca.ceremony.SoftwareKeys;
import org.lineageca.ca.ceremony.SoftwareRun;
import org.lineageca.ca.inspection.CarriedRun;
import org.lineageca.ca.json.CanonicalJson;
import org.lineageca.ca.json.FieldsReader;
import org.lineageca.octets.Octets;

final class VerifyCeremonyTest {

    private static SoftwareKeys keys;
    private static CeremonyPlan plan;
    private static RecordFile record;

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void playACeremony() {
        keys = new SoftwareKeys(5);
        var script = CeremonyScript.read(Scripts.CREATION);
        plan = CeremonyPlan.of(script, Scripts.nothing(script, new Random(5)));
        record = SoftwareRun.real(plan, keys).record();
    }

    private int verify(String... arguments) throws IOException {
        out.reset();
        err.reset();
        return VerifyCeremony.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String file(String name, Octets octets) throws IOException {
        return Files.write(folder.resolve(name), octets.toArray()).toString();
    }

    @Test
    void aRecordInOrderIsFoundToBe() throws IOException {
        var file = file("record.jsonl", record.octets());
        var fingerprint = keys.exchangeKey().sha256();

        assertThat(verify(file)).isZero();
        assertThat(said())
                .contains("ok    signature of the record")
                .contains("note  fingerprint of the exchange key")
                .doesNotContain("FAIL")
                .contains("No key was expected (--key)")
                .contains(PgpWords.text(fingerprint))
                .endsWith("It is in order.\n");
        assertThat(verify(file, "--key", fingerprint.toHex())).isZero();
        assertThat(said())
                .contains("ok    fingerprint of the exchange key")
                .doesNotContain("note")
                .doesNotContain("No key was expected");
        assertThat(verify(file, "--key", PgpWords.text(fingerprint))).isZero();
        assertThat(verify("--key", fingerprint.toHex().toUpperCase(java.util.Locale.ROOT), file))
                .isZero();
    }

    @Test
    void anotherKeyIsFound() throws IOException {
        var file = file("record.jsonl", record.octets());

        assertThat(verify(file, "--key", "00".repeat(32))).isEqualTo(1);
        assertThat(said())
                .contains("FAIL  fingerprint of the exchange key")
                .endsWith("It is NOT in order: 1 of 14 checks failed.\n");
    }

    @Test
    void minutesAreWrittenAndFoundToBeThose() throws IOException {
        var file = file("record.jsonl", record.octets());
        var minutes = folder.resolve("minutes.pdf").toString();

        assertThat(verify(file, "--write-minutes", minutes)).isZero();
        assertThat(verify(file, "--minutes", minutes)).isZero();
        assertThat(said()).contains("the same to the octet");

        var changed = Files.readAllBytes(Path.of(minutes));
        changed[5000]++;
        assertThat(verify(file, "--minutes", file("changed.pdf", Octets.of(changed)))).isEqualTo(1);
        assertThat(said()).contains("FAIL  minutes").contains("they differ from octet 5001 on");
    }

    @Test
    void theMinutesOfAnotherRunAreFound() throws IOException {
        var other = SoftwareRun.real(plan, keys).record();
        var minutes = folder.resolve("other.pdf").toString();
        verify(file("other.jsonl", other.octets()), "--write-minutes", minutes);

        assertThat(verify(file("record.jsonl", record.octets()), "--minutes", minutes))
                .isEqualTo(1);
        assertThat(said()).contains("FAIL  minutes");
    }

    @Test
    void whatIsTamperedWithIsToldWithTheReason() throws IOException {
        var text = new String(record.octets().toArray(), StandardCharsets.UTF_8);
        var tampered =
                text.replaceFirst("\"initials\":\"W\"", "\"initials\":\"X\"")
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(verify(file("tampered.jsonl", Octets.of(tampered)))).isEqualTo(1);
        assertThat(said()).containsPattern("FAIL +chain of entries +entry 19 is chained to ");
        assertThat(verify(file("no.jsonl", Octets.of(new byte[] {1, 2})))).isEqualTo(1);
        assertThat(said()).contains("FAIL  format").contains("this is no record: ");
        assertThat(
                        verify(
                                file("tampered.jsonl", Octets.of(tampered)),
                                "--minutes",
                                file("minutes.pdf", record.octets())))
                .isEqualTo(1);
        assertThat(said()).contains("FAIL  minutes                         none can be made of it");
    }

    /** What a stranger's file says must not move the cursor or hide a line. */
    @Test
    void nothingInARecordSteersTheTerminal() throws IOException {
        var run =
                new SoftwareRun(plan, RunKind.REAL, keys)
                        .passingOver(11 - 1)
                        .because("\u001b[2J\u202eall is well")
                        .play();

        verify(file("steering.jsonl", run.record().octets()));
        assertThat(said()).contains("?[2J?all is well").doesNotContain("\u001b");
    }

    @Test
    void aPackageIsCheckedWithTheMinutesInIt() throws IOException {
        var octets = new CarriedRun(keys, record).octets();
        var file = file("package.zip", octets);

        assertThat(verify(file, "--key", keys.exchangeKey().sha256().toHex())).isZero();
        assertThat(said())
                .startsWith("Exchange package\nok    format ")
                .contains("\n\nCeremony run-1\nok    format ")
                .contains("ok    minutes                         made again from the record")
                .endsWith("It is in order.\n");
        var cut = octets.first(octets.length() - 1);
        assertThat(verify(file("cut.zip", cut))).isEqualTo(1);
        assertThat(said()).contains("FAIL  format").contains("nothing else of it was looked at");
        assertThat(verify(file("cut.zip", cut), "--minutes", file)).isEqualTo(1);
        assertThat(said()).contains("FAIL  one record");
    }

    @Test
    void theExpectedKeyCanBeAFile() throws IOException {
        var file = file("record.jsonl", record.octets());
        var der = keys.exchangeKey();
        var pem =
                "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                        .formatted(Base64.getMimeEncoder().encodeToString(der.toArray()));
        var text = Octets.of(pem.getBytes(StandardCharsets.US_ASCII));

        assertThat(verify(file, "--key", file("key.pem", text))).isZero();
        assertThat(verify(file, "--key", file("key.der", der))).isZero();
        assertThat(said()).contains("the expected one");
        assertThat(verify(file, "--key", file("other.der", new SoftwareKeys(6).exchangeKey())))
                .isEqualTo(1);
        assertThat(verify(file, "--key", file)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("holds no exchange key");
    }

    @Test
    void anAbortedRunIsNeitherInOrderNorNot() throws IOException {
        var aborted = new SoftwareRun(plan, RunKind.REAL, keys).abortingAt(7).play().record();

        assertThat(verify(file("aborted.jsonl", aborted.octets()))).isEqualTo(4);
        assertThat(said())
                .contains("ok    chain of entries")
                .contains("warn  signature of the record         aborted, not signed")
                .endsWith("nobody vouches for it: it was aborted and is not signed.\n");
    }

    @Test
    void aRehearsalIsComparedWithTheRealRun() throws IOException {
        var rehearsal =
                new SoftwareRun(plan, RunKind.REHEARSAL, new SoftwareKeys(6)).play().record();
        var file = file("record.jsonl", record.octets());

        assertThat(verify(file, "--rehearsal", file("rehearsal.jsonl", rehearsal.octets())))
                .isZero();
        assertThat(said())
                .contains(
                        "ok    compared with the rehearsal     6 of 6 to-be-signed bodies are equal but for the keys");
        assertThat(verify(file, "--rehearsal", file)).isEqualTo(1);
    }

    @Test
    void machinesAreAnsweredInJson() throws IOException {
        var file = file("record.jsonl", record.octets());

        assertThat(verify(file, "--json", "--key", "00".repeat(32))).isEqualTo(1);

        var answer =
                FieldsReader.of(
                        CanonicalJson.read(
                                Octets.of(said().strip().getBytes(StandardCharsets.UTF_8))));
        assertThat(answer.text("outcome")).isEqualTo("NOT_IN_ORDER");
        var verdicts =
                answer.items(
                        "parts",
                        part ->
                                FieldsReader.of(part)
                                        .items(
                                                "checks",
                                                check -> FieldsReader.of(check).text("verdict")));
        assertThat(verdicts.getFirst()).hasSize(14).containsOnlyOnce("FAIL");
        assertThat(answer.items("records", kept -> FieldsReader.of(kept).text("exchangeKeyWords")))
                .containsExactly(PgpWords.text(keys.exchangeKey().sha256()));
    }

    @Test
    void wrongUsageIsTold() throws IOException {
        assertThat(verify("/no/such/file")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is no file /no/such/file");
        assertThat(verify()).isEqualTo(2);
        assertThat(verify("a", "b")).isEqualTo(2);
        assertThat(verify("a", "--key")).isEqualTo(2);
        assertThat(verify("a", "--key", "4711")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("'4711' is no fingerprint")
                .contains("Nothing was checked.");
        assertThat(verify("a", "--loud", "b")).isEqualTo(2);
    }
}
