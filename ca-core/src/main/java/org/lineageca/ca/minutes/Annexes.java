package org.lineageca.ca.minutes;

import org.lineageca.ca.ceremony.RecordFile;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.TranscriptEntry;
import org.openpdf.text.Paragraph;

/** The texts to the letter: script, facts, plan, transcript. */
final class Annexes {

    private static final float SCRIPT = 8;
    private static final float FINE = 6.5f;

    private final Sheet sheet;
    private final RecordFile file;
    private final RunState state;

    Annexes(Sheet sheet, RecordFile file, RunState state) {
        this.sheet = sheet;
        this.file = file;
        this.state = state;
    }

    void write() {
        sheet.newPage();
        sheet.section("Annex A  The script");
        sheet.paragraph(
                "SHA-256 "
                        + state.plan().script().sha256()
                        + ". Here and below, a character that cannot be seen or has no glyph is printed as its number, such as [U+200B].",
                Face.SANS,
                Sheet.FAINT);
        numbered(file.script());
        sheet.need(100);
        sheet.section("Annex B  What was on record");
        sheet.paragraph(
                "What the plan follows from besides the script, one fact a line.",
                Face.SANS,
                Sheet.FAINT);
        file.record().lines().forEach(this::fine);
        sheet.need(100);
        sheet.section("Annex C  The plan that was approved");
        sheet.paragraph("SHA-256 " + state.plan().digest() + ".", Face.SANS, Sheet.FAINT);
        state.plan().text().lines().forEach(line -> sheet.verbatim(line, 7));
        sheet.need(100);
        sheet.section("Annex D  The transcript");
        sheet.paragraph(
                "Each entry holds the SHA-256 of the line before it; that of its own line stands below it.",
                Face.SANS,
                Sheet.FAINT);
        state.entries().forEach(this::entry);
    }

    private void numbered(String text) {
        var number = 0;
        var columns = sheet.columns(SCRIPT) - 6;
        for (var line : text.stripTrailing().split("\n", -1)) {
            number++;
            var isFirst = true;
            for (var part : sheet.lettering().lines(line, columns)) {
                var label = isFirst ? "%4s  ".formatted(number) : "      ";
                sheet.add(
                        new Paragraph(
                                SCRIPT * 1.25f,
                                Sheet.solid(label + part),
                                sheet.lettering().font(Face.MONO, SCRIPT, Sheet.INK)));
                isFirst = false;
            }
        }
    }

    private void fine(String line) {
        sheet.verbatim(line, FINE);
        sheet.verbatim("", FINE / 2);
    }

    private void entry(TranscriptEntry entry) {
        sheet.need(40);
        sheet.add(
                sheet.line(
                        "%s   %s   %s   %s"
                                .formatted(
                                        entry.sequence(),
                                        Wording.time(entry.at()),
                                        entry.event().getClass().getSimpleName(),
                                        entry.person()),
                        Face.BOLD,
                        7.5f,
                        Sheet.ACCENT));
        sheet.verbatim(entry.line(), FINE);
        var digest = sheet.line("SHA-256 " + entry.sha256(), Face.MONO, FINE, Sheet.FAINT);
        digest.setSpacingAfter(5);
        sheet.add(digest);
    }
}
