package org.lineageca.ca.minutes;

import java.util.List;
import java.util.stream.Collectors;
import org.lineageca.ca.ceremony.KeysAtHand;
import org.lineageca.ca.ceremony.Masking;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.TranscriptEntry;
import org.lineageca.ca.ceremony.TranscriptEvent;
import org.lineageca.octets.Octets;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfPTable;

/** All steps: in one table, and one by one. */
final class StepSections {

    private final Sheet sheet;
    private final RunState state;
    private final List<StepStory> stories;

    StepSections(Sheet sheet, RunState state, List<StepStory> stories) {
        this.sheet = sheet;
        this.state = state;
        this.stories = stories;
    }

    void write() {
        sheet.newPage();
        sheet.section("1  Steps at a glance");
        overview();
        sheet.need(200);
        sheet.section("2  Steps in full");
        sheet.paragraph(
                "Times are UTC. A digest was read aloud as digits or words by one person and compared by the other, each at a screen of their own; initials stand for “what I see is what I heard”.",
                Face.SANS,
                Sheet.FAINT);
        stories.forEach(this::block);
    }

    private void overview() {
        var table = sheet.table(5, 39, 23, 10, 10, 13);
        sheet.head(table, List.of("No", "Step", "Role", "Begun", "Ended", "Result"));
        for (var story : stories) {
            var isDone = story.end() == StepStory.StepEnd.DONE;
            table.addCell(sheet.cell(sheet.text(String.valueOf(story.number()))));
            table.addCell(sheet.cell(sheet.text(story.exact().title())));
            table.addCell(sheet.cell(sheet.text(story.exact().role().title())));
            table.addCell(sheet.cell(sheet.text(begun(story))));
            table.addCell(sheet.cell(sheet.text(ended(story))));
            table.addCell(
                    sheet.cell(
                            sheet.phrase(
                                    story.end().text(),
                                    Face.BOLD,
                                    Sheet.TEXT,
                                    isDone ? Sheet.INK : Sheet.ALARM)));
        }
        sheet.add(table);
    }

    private static String begun(StepStory story) {
        return story.entries().isEmpty() ? "—" : Wording.ofDay(story.entries().getFirst().at());
    }

    private static String ended(StepStory story) {
        return story.entries().isEmpty() ? "—" : Wording.ofDay(story.entries().getLast().at());
    }

    private void block(StepStory story) {
        var table = sheet.table(17, 83);
        table.setKeepTogether(true);
        var isDone = story.end() == StepStory.StepEnd.DONE;
        var head =
                sheet.cell(
                        heading(
                                "Step %s   %s".formatted(story.number(), story.exact().title()),
                                story.end().text(),
                                isDone));
        head.setColspan(2);
        head.setBackgroundColor(Sheet.SHADE);
        table.addCell(head);
        sheet.fact(table, "By", by(story));
        sheet.fact(table, "To be done", story.exact().action());
        sheet.fact(table, "Read aloud", "“" + story.exact().readAloud() + "”");
        sheet.fact(table, "Expected", story.exact().expected());
        digest(table, story);
        sheet.fact(
                table,
                "Result",
                sheet.phrase(
                        Wording.outcome(story, state),
                        isDone ? Face.SANS : Face.BOLD,
                        Sheet.TEXT,
                        isDone ? Sheet.INK : Sheet.ALARM));
        sheet.add(table);
    }

    private Phrase heading(String title, String end, boolean isDone) {
        var phrase = sheet.phrase(title, Face.BOLD, Sheet.TEXT + 1, Sheet.ACCENT);
        phrase.add(
                sheet.chunk(
                        "   " + end, Face.BOLD, Sheet.TEXT, isDone ? Sheet.FAINT : Sheet.ALARM));
        return phrase;
    }

    private String by(StepStory story) {
        var people =
                story.entries().stream()
                        .map(TranscriptEntry::person)
                        .distinct()
                        .collect(Collectors.joining(", "));
        var role = story.exact().role().title();
        return people.isEmpty()
                ? role
                : "%s — %s, %s to %s".formatted(role, people, begun(story), ended(story));
    }

    private void digest(PdfPTable table, StepStory story) {
        var digest = story.digest();
        if (digest.isEmpty()) {
            return;
        }
        sheet.fact(table, Wording.digestOf(story), digest.get());
        story.planned()
                .step()
                .toBeSigned()
                .filter(planned -> !planned.sha256().equals(digest.get()))
                .ifPresent(planned -> planned(table, story, planned));
        sheet.fact(
                table,
                "Read back, initials",
                story.readers().stream()
                        .map(entry ->
                                "%s  %s  %s"
                                        .formatted(
                                                initials(entry),
                                                entry.person(),
                                                Wording.ofDay(entry.at())))
                        .collect(Collectors.joining("      ")));
    }

    /** The plan has stand-ins for the keys that were made since. */
    private void planned(PdfPTable table, StepStory story, Octets planned) {
        var masks = state.plan().masks(new KeysAtHand(state.keys()));
        var isSame =
                story.exact()
                        .step()
                        .toBeSigned()
                        .filter(exact -> Masking.apply(exact, masks).equals(planned))
                        .isPresent();
        var phrase =
                sheet.phrase(
                        DigestRows.grouped(planned.sha256().toHex(), 8),
                        Face.MONO,
                        7.5f,
                        Sheet.FAINT);
        phrase.add(
                isSame
                        ? sheet.chunk(
                                "  with stand-ins for keys that were made since; compared with these keys exchanged, the octets are the same",
                                Face.SANS,
                                8,
                                Sheet.FAINT)
                        : sheet.chunk(
                                "  THE OCTETS ARE NOT THOSE OF THE PLAN",
                                Face.BOLD,
                                8,
                                Sheet.ALARM));
        sheet.fact(table, "In the plan", phrase);
    }

    private static String initials(TranscriptEntry entry) {
        return entry.event() instanceof TranscriptEvent.ReadBack(_, _, var initials)
                ? initials
                : "";
    }
}
