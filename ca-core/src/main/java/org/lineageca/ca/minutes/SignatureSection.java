package org.lineageca.ca.minutes;

import java.util.List;
import org.lineageca.ca.ceremony.CeremonyRole;
import org.lineageca.ca.ceremony.RecordFile;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.octets.Octets;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;

/** The token's signature on the record, and room for those of people. */
final class SignatureSection {

    private static final float QR = 128;

    private final Sheet sheet;
    private final RecordFile file;
    private final RunState state;

    SignatureSection(Sheet sheet, RecordFile file, RunState state) {
        this.sheet = sheet;
        this.file = file;
        this.state = state;
    }

    void write() {
        sheet.need(450);
        sheet.section("6  Signatures");
        record();
        people();
    }

    private void record() {
        var key = file.exchangeKey();
        var signature = file.signature();
        if (key == null || signature == null) {
            sheet.paragraph(
                    "The record is not signed by the token: only the record of a run that was closed is. Nobody vouches for what it says but those who sign below.",
                    Face.BOLD,
                    Sheet.ALARM);
            return;
        }
        sheet.paragraph(
                "The token signed the last line of the transcript, and with it all the lines before, with its exchange key (ECDSA on P-256 with SHA-256). These minutes follow from the record alone. Whoever has it makes them again, and checks everything with public keys only:");
        var command =
                sheet.line(
                        "lineage verify-ceremony RECORD --key FINGERPRINT --minutes MINUTES",
                        Face.MONO,
                        8,
                        Sheet.INK);
        command.setSpacingAfter(8);
        sheet.add(command);
        var table = sheet.table(70, 30);
        var facts = new PdfPTable(new float[] {26, 74});
        sheet.fact(facts, "SHA-256 of the record", mono(file.sha256()));
        sheet.fact(facts, "SHA-256 of the exchange key", mono(key.sha256()));
        sheet.fact(facts, "Exchange key, DER", mono(key));
        sheet.fact(facts, "Signature, DER", mono(signature));
        var left = new PdfPCell(facts);
        left.setBorder(PdfPCell.NO_BORDER);
        table.addCell(left);
        var right =
                new PdfPCell(
                        QrSquare.of(
                                qrText(file.sha256(), key.sha256()),
                                QR,
                                sheet.writer().getDirectContent()));
        right.setBorder(PdfPCell.NO_BORDER);
        right.setHorizontalAlignment(PdfPCell.ALIGN_RIGHT);
        table.addCell(right);
        sheet.add(table);
    }

    /** What the QR code says. */
    static String qrText(Octets record, Octets key) {
        return "lineage ceremony record %s exchange key %s".formatted(record, key);
    }

    private Phrase mono(Octets octets) {
        return sheet.phrase(DigestRows.grouped(octets.toHex(), 8), Face.MONO, 7, Sheet.INK);
    }

    private void people() {
        sheet.need(220);
        sheet.paragraph(
                "We were present, and these minutes say what was done.", Face.BOLD, Sheet.INK);
        var table = sheet.table(26, 26, 22, 26);
        sheet.head(table, List.of("Role", "Name", "Place, date", "Signature"));
        for (var person : state.plan().script().people().all()) {
            var role = state.plan().script().people().roleOf(person).orElse(CeremonyRole.CUSTODIAN);
            sheet.rowToFillIn(table, List.of(role.title(), person, "", ""));
        }
        sheet.rowToFillIn(table, List.of("Auditor", "", "", ""));
        sheet.add(table);
    }
}
