package org.lineageca.ca.minutes;

import java.util.ArrayList;
import java.util.List;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.TranscriptEntry;
import org.lineageca.ca.ceremony.TranscriptEvent;
import org.openpdf.text.pdf.PdfPTable;

/** What did not go by the plan. */
final class DeviationSection {

    private final Sheet sheet;
    private final RunState state;

    DeviationSection(Sheet sheet, RunState state) {
        this.sheet = sheet;
        this.state = state;
    }

    void write() {
        sheet.need(120);
        sheet.section("3  Deviations, interruptions, abort");
        var rows = new ArrayList<TranscriptEntry>();
        for (var entry : state.entries()) {
            if (isOutOfTheOrdinary(entry.event())) {
                rows.add(entry);
            }
        }
        if (rows.isEmpty()) {
            sheet.paragraph("None. No step was passed over, and the program was not stopped.");
            return;
        }
        var table = sheet.table(9, 14, 19, 58);
        sheet.head(table, List.of("Entry", "Time", "Who", "What"));
        rows.forEach(entry -> row(table, entry));
        sheet.add(table);
    }

    private static boolean isOutOfTheOrdinary(TranscriptEvent event) {
        return event instanceof TranscriptEvent.DeviationAsked
                || event instanceof TranscriptEvent.DeviationWitnessed
                || event instanceof TranscriptEvent.Resumed
                || event instanceof TranscriptEvent.Aborted
                || event instanceof TranscriptEvent.OrphanDestroyed;
    }

    private void row(PdfPTable table, TranscriptEntry entry) {
        table.addCell(sheet.cell(sheet.text(String.valueOf(entry.sequence()))));
        table.addCell(sheet.cell(sheet.text(Wording.ofDay(entry.at()))));
        table.addCell(sheet.cell(sheet.text(entry.person())));
        table.addCell(sheet.cell(sheet.text(text(entry.event()))));
    }

    private static String text(TranscriptEvent event) {
        return switch (event) {
            case TranscriptEvent.DeviationAsked(var step, var reason) ->
                    "Asked to pass over step %s: “%s”".formatted(step, reason);
            case TranscriptEvent.DeviationWitnessed(var step, var initials) ->
                    "Agreed to pass over step %s, initials %s".formatted(step, initials);
            case TranscriptEvent.Resumed(var program, var sha256) ->
                    "The program was started anew: Lineage %s, SHA-256 %s"
                            .formatted(program, sha256);
            case TranscriptEvent.Aborted(var reason) -> "Aborted the run: “%s”".formatted(reason);
            case TranscriptEvent.OrphanDestroyed(var name, var key, var refusal) ->
                    "Key %s, made in this run, was destroyed (public key SHA-256 %s). Asked for it, the token answered: “%s”"
                            .formatted(name, key.sha256(), refusal);
            case TranscriptEvent other ->
                    throw new IllegalArgumentException(other + " is nothing out of the ordinary");
        };
    }
}
