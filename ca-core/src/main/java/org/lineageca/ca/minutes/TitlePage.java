package org.lineageca.ca.minutes;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lineageca.ca.ceremony.CeremonyRole;
import org.lineageca.ca.ceremony.RecordFile;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.TranscriptEntry;
import org.lineageca.ca.ceremony.TranscriptEvent;

/** What, when, who, by what, and what came of it. */
final class TitlePage {

    private static final float TITLE = 21;
    private static final float RESULT = 12;

    private final Sheet sheet;
    private final RecordFile file;
    private final RunState state;
    private final Wording.Result result;

    TitlePage(Sheet sheet, RecordFile file, RunState state, Wording.Result result) {
        this.sheet = sheet;
        this.file = file;
        this.state = state;
        this.result = result;
    }

    void write() {
        var kind =
                state.kind() == RunKind.REAL
                        ? "MINUTES OF A KEY CEREMONY"
                        : "MINUTES OF A REHEARSAL OF A KEY CEREMONY";
        sheet.add(sheet.line(kind, Face.BOLD, Sheet.TEXT, Sheet.FAINT));
        var title = sheet.line(state.plan().script().title(), Face.BOLD, TITLE, Sheet.ACCENT);
        title.setSpacingAfter(6);
        sheet.add(title);
        var line =
                sheet.line(
                        result.text(),
                        Face.BOLD,
                        RESULT,
                        result.isAsPlanned() ? Sheet.ACCENT : Sheet.ALARM);
        line.setSpacingAfter(10);
        sheet.add(line);
        facts();
        people();
        digests();
    }

    private void facts() {
        var script = state.plan().script();
        var entries = state.entries();
        var table = sheet.table(24, 76);
        sheet.fact(table, "Begun", Wording.time(entries.getFirst().at()));
        sheet.fact(table, "Ended", Wording.time(entries.getLast().at()));
        sheet.fact(table, "Time in what was signed", Wording.time(script.at()));
        sheet.fact(table, "Token", script.token());
        sheet.fact(table, "CRLs and certificates at", script.publisher());
        var responder = script.responder();
        if (responder != null) {
            sheet.fact(table, "OCSP at", responder);
        }
        if (entries.getFirst().event()
                instanceof TranscriptEvent.Opened(_, _, var program, var sha256, _)) {
            sheet.fact(table, "Software", "Lineage " + program);
            sheet.fact(
                    table,
                    "SHA-256 of the software",
                    sheet.phrase(
                            DigestRows.grouped(sha256.toHex(), 8), Face.MONO, 7.5f, Sheet.INK));
        }
        sheet.add(table);
    }

    private void people() {
        var approvals = approvals();
        var table = sheet.table(23, 20, 14, 20, 23);
        sheet.head(
                table,
                List.of("Role", "Name", "Present since", "Approved the plan", "Certificate"));
        for (var person : everyone()) {
            table.addCell(sheet.cell(sheet.text(role(person).title())));
            table.addCell(sheet.cell(sheet.phrase(person, Face.BOLD, Sheet.TEXT, Sheet.INK)));
            table.addCell(sheet.cell(sheet.text(presentSince(person))));
            table.addCell(sheet.cell(sheet.text(approvals.getOrDefault(person, "—"))));
            var certificate = state.plan().record().people().get(person);
            table.addCell(
                    sheet.cell(
                            sheet.phrase(
                                    certificate == null
                                            ? "—"
                                            : DigestRows.grouped(certificate.first(8).toHex(), 4)
                                                    + " …",
                                    Face.MONO,
                                    7.5f,
                                    Sheet.INK)));
        }
        sheet.add(table);
        sheet.paragraph(
                "%s of %s custodians activate the token. No one had two roles."
                        .formatted(
                                state.plan().script().people().quorum(),
                                state.plan().script().people().custodians().size()),
                Face.SANS,
                Sheet.FAINT);
    }

    /** Those of the plan, and those who only got a share. */
    private List<String> everyone() {
        var planned = state.plan().script().people().all();
        var others =
                state.present().keySet().stream()
                        .filter(person -> !planned.contains(person))
                        .sorted()
                        .toList();
        return java.util.stream.Stream.concat(planned.stream(), others.stream()).toList();
    }

    private CeremonyRole role(String person) {
        return state.plan().script().people().roleOf(person).orElse(CeremonyRole.CUSTODIAN);
    }

    private String presentSince(String person) {
        return state.entries().stream()
                .filter(entry ->
                        entry.event() instanceof TranscriptEvent.Joined
                                && entry.person().equals(person))
                .map(TranscriptEntry::at)
                .map(Wording::ofDay)
                .findFirst()
                .orElse("absent");
    }

    /** "name, role, time" each; names may hold commas. */
    private Map<String, String> approvals() {
        var approvals = new TreeMap<String, String>();
        if (state.entries().getFirst().event() instanceof TranscriptEvent.Opened opened) {
            for (var person : everyone()) {
                var start = person + ", " + role(person).title() + ", ";
                opened.approvals().stream()
                        .filter(text -> text.startsWith(start))
                        .map(text -> text.substring(start.length()))
                        .map(text -> text.replaceFirst("T", " ").replaceFirst("(\\.\\d+)?Z$", ""))
                        .findFirst()
                        .ifPresent(time -> approvals.put(person, time));
            }
        }
        return approvals;
    }

    private void digests() {
        var table = sheet.table(24, 76);
        sheet.fact(table, "SHA-256 of the script", state.plan().script().sha256());
        sheet.fact(table, "SHA-256 of the plan, which is what was approved", state.plan().digest());
        var key = file.exchangeKey();
        if (key != null) {
            sheet.fact(table, "SHA-256 of the exchange key, which signed the record", key.sha256());
        }
        sheet.fact(
                table, "SHA-256 of the record, from which these minutes are made", file.sha256());
        sheet.add(table);
    }
}
