package org.lineageca.ca.minutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.ceremony.CeremonyPlan;
import org.lineageca.ca.ceremony.CeremonyResult;
import org.lineageca.ca.ceremony.CeremonyScript;
import org.lineageca.ca.ceremony.IllegalMoveException;
import org.lineageca.ca.ceremony.PgpWords;
import org.lineageca.ca.ceremony.RecordFile;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.Scripts;
import org.lineageca.ca.ceremony.SoftwareKeys;
import org.lineageca.ca.ceremony.SoftwareRun;
import org.lineageca.ca.ceremony.TranscriptEvent;
import org.lineageca.octets.Octets;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

final class MinutesTest {

    /** New whenever the layout is changed on purpose; never for another reason. */
    private static final String GOLDEN =
            "38e3337b02a34f52b70c2949dfe1cdc92f334bfef694e499d57b2b5982ee4793";

    private static SoftwareKeys keys;
    private static SoftwareRun creation;
    private static CeremonyPlan later;

    @BeforeAll
    static void playTheCreation() {
        keys = new SoftwareKeys(11);
        var script = CeremonyScript.read(Scripts.CREATION);
        creation =
                SoftwareRun.real(
                        CeremonyPlan.of(script, Scripts.nothing(script, new Random(7))), keys);
        var next = CeremonyScript.read(Scripts.LATER);
        later = CeremonyPlan.of(next, Scripts.after(creation.state(), next, new Random(8)));
    }

    private static RecordFile kept() throws IOException {
        try (var file = MinutesTest.class.getResourceAsStream("/minutes/creation.jsonl")) {
            return RecordFile.read(Octets.of(file.readAllBytes()));
        }
    }

    @Test
    void aRecordKeptFromYearsAgoGivesTheMinutesItGaveThen() throws IOException {
        assertThat(Minutes.pdf(kept()).sha256()).hasToString(GOLDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ar-EG", "th-TH-u-ca-buddhist-nu-thai"})
    void neitherLanguageNorTimeZoneOfAMachineChangesThem(String language) throws IOException {
        var locale = Locale.getDefault();
        var zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(language));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            assertThat(Minutes.pdf(kept()).sha256()).hasToString(GOLDEN);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void anotherRecordGivesOtherMinutes() throws IOException {
        var other = new SoftwareRun(later, RunKind.REAL, keys).play().record();

        assertThat(Minutes.pdf(other).sha256())
                .isEqualTo(Minutes.pdf(other).sha256())
                .isNotEqualTo(Minutes.pdf(kept()).sha256());
    }

    /** What a compressor makes depends on its version, and a machine's typefaces on the machine. */
    @Test
    void nothingIsCompressedAndEveryTypefaceIsEmbedded() throws IOException {
        var pdf = new String(Minutes.pdf(kept()).toArray(), StandardCharsets.ISO_8859_1);

        assertThat(pdf)
                .startsWith("%PDF-1.7")
                .contains("/CreationDate(D:20261201091410Z)")
                .doesNotContain("FlateDecode")
                .doesNotContain("Helvetica")
                .contains("AAAAAA+LiberationSans");
    }

    @Test
    void theySayWhatWasDoneByWhomAndWhen() throws IOException {
        var file = creation.record();
        var text = text(Minutes.pdf(file));

        assertThat(text)
                .contains("MINUTES OF A KEY CEREMONY")
                .contains("Creation of the example PKI")
                .contains("Completed: every step as planned")
                .contains("Step 3 Generate key root-r1 done")
                .contains("A Alice 09:04:32 W Walter 09:04:49")
                .contains("None. No step was passed over, and the program was not stopped.")
                .contains("Lineage 0.1.0")
                .contains("any 2 of 3")
                .doesNotContain("REHEARSAL")
                .doesNotContain("NOT THOSE OF THE PLAN");
        assertThat(text.replaceAll("\\s", ""))
                .contains("CeremonyAdministratorAlice09:00:172026-11-3009:00:00");
        for (var digest :
                List.of(
                        creation.state().plan().digest(),
                        creation.state().plan().script().sha256(),
                        file.sha256(),
                        keys.exchangeKey().sha256())) {
            assertThat(text.replaceAll("\\s", ""))
                    .contains(PgpWords.text(digest.first(8)).replace(" ", ""))
                    .contains(digest.first(8).toHex());
        }
        for (var step : creation.state().steps()) {
            assertThat(text).contains("Step %d %s".formatted(step.number(), step.title()));
        }
    }

    @Test
    void theyListWhatWasSignedWithItsFingerprints() {
        var run = new SoftwareRun(later, RunKind.REAL, keys).play();
        var dense = text(Minutes.pdf(run.record())).replaceAll("\\s", "");

        var listed = 0;
        for (var result : run.state().results().values()) {
            switch (result) {
                case CeremonyResult.KeyGenerated(var identity, _) ->
                        assertThat(dense).contains(identity.id().sha256().toHex());
                case CeremonyResult.CaCertificateSigned(var linted, _, var der) -> {
                    assertThat(dense)
                            .contains(der.sha256().toHex())
                            .contains(linted.content().serial().hex());
                    listed++;
                }
                case CeremonyResult.OcspSignerSigned(_, _, var der) -> {
                    assertThat(dense).contains(der.sha256().toHex());
                    listed++;
                }
                case CeremonyResult.CrlSigned(_, _, var der) -> {
                    assertThat(dense).contains(der.sha256().toHex());
                    listed++;
                }
                case CeremonyResult.KeyDestroyed(_, var refusal) ->
                        assertThat(dense).contains(refusal.replace(" ", ""));
            }
        }
        assertThat(listed).isEqualTo(8);
        assertThat(dense).contains("(cessationOfOperation)");
    }

    @Test
    void theScriptAndTheTranscriptAreInThemToTheLetter() {
        var file = new SoftwareRun(later, RunKind.REAL, keys).play().record();
        var dense = text(Minutes.pdf(file)).replaceAll("Page\\d+of|\\s", "");

        for (var entry : file.entries()) {
            assertThat(dense).contains(entry.sha256().toHex());
        }
        assertThat(dense)
                .contains("ceremony:ÄnderungundRückbau,été–mañana")
                .contains("DörteGroß")
                .contains("key-name:policy-p3");
    }

    @Test
    void everyPageOfARehearsalSaysSo() {
        var pages =
                pages(Minutes.pdf(new SoftwareRun(later, RunKind.REHEARSAL, keys).play().record()));

        assertThat(pages)
                .hasSizeGreaterThan(10)
                .allSatisfy(page -> assertThat(page).contains("REHEARSAL"));
        assertThat(pages.getFirst())
                .contains("MINUTES OF A REHEARSAL OF A KEY CEREMONY")
                .contains("nothing that was signed in it counts");
    }

    @Test
    void everyPageHasItsNumberAndTheirNumber() {
        var pages = pages(Minutes.pdf(creation.record()));

        for (var i = 0; i < pages.size(); i++) {
            assertThat(pages.get(i)).contains("Page %d of".formatted(i + 1));
        }
        assertThat(pages.getFirst()).contains(String.valueOf(pages.size()));
    }

    @Test
    void deviationsAndInterruptionsStandInThem() {
        var run =
                new SoftwareRun(later, RunKind.REAL, keys)
                        .passingOver(8, 9, 10, 12, 13)
                        .resumingAt(4)
                        .because("The request’s seal was broken.")
                        .play();
        var text = text(Minutes.pdf(run.record()));

        assertThat(text)
                .contains("Completed, with 5 of 14 steps passed over")
                .contains("Asked to pass over step 8: “The request’s seal was broken.”")
                .contains("Agreed to pass over step 8, initials W")
                .contains("The program was started anew")
                .contains("passed over");
    }

    @Test
    void anAbortedRunIsMarkedAndSaysThatNobodySigned() {
        var run = new SoftwareRun(later, RunKind.REAL, keys).abortingAt(8).play();
        var pages = pages(Minutes.pdf(run.record()));

        assertThat(pages).allSatisfy(page -> assertThat(page).contains("ABORTED"));
        assertThat(String.join("\n", pages))
                .contains("Aborted before its end")
                .contains("The record is not signed by the token")
                .contains("Key policy-p2, made in this run, was destroyed")
                .contains("aborted here")
                .contains("not reached");
    }

    @Test
    void aRecordThatWasTamperedWithIsNotMadeToLookRight() {
        var file = creation.record();
        var other =
                keys.sign(
                        keys.exchangeKey(),
                        org.lineageca.hsm.client.KeyAlgorithm.P256,
                        file.sha256());
        var forged =
                new RecordFile(
                        file.script(), file.record(), file.exchangeKey(), other, file.entries());

        assertThat(pages(Minutes.pdf(forged)))
                .allSatisfy(page -> assertThat(page).contains("NOT IN ORDER"));
        var unordered = new ArrayList<>(file.entries());
        unordered.remove(20);
        assertThatThrownBy(() ->
                        Minutes.pdf(
                                new RecordFile(
                                        file.script(),
                                        file.record(),
                                        file.exchangeKey(),
                                        file.signature(),
                                        unordered)))
                .isInstanceOf(IllegalMoveException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ä ö ü ß é ñ Å ł č ő € – “quoted”", "Ελληνικά, Кириллица"})
    void lettersOfEuropeArePrintedAsTheyAre(String reason) {
        assertThat(reasonIn(reason)).contains("“" + reason + "”");
    }

    @Test
    void whatHasNoGlyphOrIsNotSeenIsPrintedAsItsNumber() {
        assertThat(reasonIn("中 א a\u200bb \ud83d\ude00 \u202ex y"))
                .contains("“[U+4E2D] [U+05D0] a[U+200B]b [U+1F600] [U+202E]x y”");
    }

    private static String reasonIn(String reason) {
        var run = new SoftwareRun(later, RunKind.REAL, keys).passingOver(8).because(reason).play();
        return text(Minutes.pdf(run.record()));
    }

    @Test
    void theLongestReasonFits() {
        var reason = "Because of that. ".repeat(58).strip() + " " + "x".repeat(12);
        assertThat(reasonIn(reason).replaceAll("\\s", "")).contains(reason.replaceAll("\\s", ""));
    }

    @Test
    void theQrCodeNamesTheRecordAndTheKey() throws Exception {
        var record = creation.record().sha256();
        var key = keys.exchangeKey().sha256();
        var modules = QrSquare.modules(SignatureSection.qrText(record, key));
        var bits = new BitMatrix(modules.getWidth());
        for (var y = 0; y < modules.getHeight(); y++) {
            for (var x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y) == 1) {
                    bits.set(x, y);
                }
            }
        }

        assertThat(new Decoder().decode(bits).getText())
                .isEqualTo("lineage ceremony record %s exchange key %s".formatted(record, key));
    }

    /**
     * Minutes can be made while a run goes on, and do not look like those of one that has ended.
     */
    @Test
    void aRunThatGoesOnIsMarked() {
        var file = creation.record();
        var upTo =
                file.entries().stream()
                        .filter(entry -> !(entry.event() instanceof TranscriptEvent.Closed))
                        .toList();

        assertThat(
                        pages(
                                Minutes.pdf(
                                        new RecordFile(
                                                file.script(), file.record(), null, null, upTo))))
                .allSatisfy(page -> assertThat(page).contains("NOT ENDED"));
    }

    private static String text(Octets pdf) {
        return String.join(" ", pages(pdf)).replaceAll("\\s+", " ");
    }

    private static List<String> pages(Octets pdf) {
        try (var reader = new PdfReader(pdf.toArray())) {
            var extractor = new PdfTextExtractor(reader);
            var pages = new ArrayList<String>();
            for (var page = 1; page <= reader.getNumberOfPages(); page++) {
                pages.add(
                        extractor
                                .getTextFromPage(page)
                                .replace('\u00a0', ' ')
                                .replaceAll("[ \\t]+", " "));
            }
            return pages;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
