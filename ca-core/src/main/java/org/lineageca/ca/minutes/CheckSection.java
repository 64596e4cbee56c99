package org.lineageca.ca.minutes;

import java.util.List;
import org.lineageca.ca.ceremony.RecordFinding;

/** What was found when the record was checked for these minutes, with public keys only. */
final class CheckSection {

    private final Sheet sheet;
    private final List<RecordFinding> findings;

    CheckSection(Sheet sheet, List<RecordFinding> findings) {
        this.sheet = sheet;
        this.findings = findings;
    }

    void write() {
        sheet.newPage();
        sheet.section("5  Checks of the record");
        sheet.paragraph(
                "Found when these minutes were made, from the record and with public keys only. Whoever has the record repeats it.",
                Face.SANS,
                Sheet.FAINT);
        var table = sheet.table(27, 9, 64);
        sheet.head(table, List.of("What", "", "Found"));
        for (var finding : findings) {
            var isBad = finding.verdict() == RecordFinding.Verdict.FAIL;
            table.addCell(sheet.cell(sheet.text(finding.name())));
            table.addCell(
                    sheet.cell(
                            sheet.phrase(
                                    finding.verdict().word(),
                                    Face.BOLD,
                                    Sheet.TEXT,
                                    isBad ? Sheet.ALARM : Sheet.INK)));
            table.addCell(
                    sheet.cell(
                            sheet.phrase(
                                    finding.text(),
                                    Face.SANS,
                                    8,
                                    isBad ? Sheet.ALARM : Sheet.INK)));
        }
        sheet.add(table);
    }
}
