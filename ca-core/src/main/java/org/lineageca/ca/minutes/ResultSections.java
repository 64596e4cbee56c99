package org.lineageca.ca.minutes;

import java.util.List;
import java.util.stream.Collectors;
import org.lineageca.ca.ceremony.CeremonyResult;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.TranscriptEvent;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.octets.Octets;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfPTable;

/** What the ceremony left behind. */
final class ResultSections {

    private final Sheet sheet;
    private final RunState state;

    ResultSections(Sheet sheet, RunState state) {
        this.sheet = sheet;
        this.state = state;
    }

    void write() {
        sheet.need(150);
        sheet.section("4  What was made, signed and destroyed");
        if (state.results().isEmpty() && shareSets().isEmpty()) {
            sheet.paragraph("Nothing.");
            return;
        }
        for (var result : state.results().entrySet()) {
            var number = result.getKey();
            switch (result.getValue()) {
                case CeremonyResult.KeyGenerated generated -> key(number, generated);
                case CeremonyResult.CaCertificateSigned(var linted, _, var der) ->
                        certificate(number, "CA certificate", linted.content(), der);
                case CeremonyResult.OcspSignerSigned(var linted, _, var der) ->
                        certificate(number, "Certificate of an OCSP signer", linted.content(), der);
                case CeremonyResult.CrlSigned signed -> crl(number, signed);
                case CeremonyResult.KeyDestroyed destroyed -> destroyed(number, destroyed);
            }
        }
        shareSets().forEach(this::shares);
    }

    private PdfPTable block(int step, String title) {
        var table = sheet.table(24, 76);
        table.setKeepTogether(true);
        var head =
                sheet.cell(
                        sheet.phrase(
                                "%s   (step %s)".formatted(title, step),
                                Face.BOLD,
                                Sheet.TEXT,
                                Sheet.ACCENT));
        head.setColspan(2);
        head.setBackgroundColor(Sheet.SHADE);
        table.addCell(head);
        return table;
    }

    private Phrase mono(String text) {
        return sheet.phrase(text, Face.MONO, 7.5f, Sheet.INK);
    }

    private Phrase hex(Octets octets) {
        return mono(DigestRows.grouped(octets.toHex(), 8));
    }

    private void key(int step, CeremonyResult.KeyGenerated generated) {
        var identity = generated.identity();
        var table = block(step, "Key of " + identity.name().commonName());
        sheet.fact(table, "Name", identity.name().toString());
        sheet.fact(
                table,
                "Kind, and label of the generation",
                "%s, %s".formatted(identity.algorithm(), identity.id().label()));
        var role = identity.lineage();
        if (role != null) {
            sheet.fact(table, "Role", role);
        }
        sheet.fact(table, "SHA-256 of the public key", hex(identity.id().sha256()));
        sheet.add(table);
    }

    private void certificate(int step, String kind, CertificateContent content, Octets der) {
        var issuer = content.issuer() == null ? content.subject() : content.signer().name();
        var table = block(step, "%s: %s".formatted(kind, content.subject().commonName()));
        sheet.fact(table, "Subject", content.subject().toString());
        sheet.fact(table, "Issuer", issuer.toString());
        sheet.fact(table, "Serial number", mono(content.serial().hex()));
        sheet.fact(
                table,
                "Valid",
                "%s to %s"
                        .formatted(
                                Wording.time(content.notBefore()),
                                Wording.time(content.notAfter())));
        sheet.fact(table, "SHA-256 of its public key", hex(content.publicKey().sha256()));
        sheet.fact(table, "SHA-256 fingerprint", hex(der.sha256()));
        sheet.add(table);
    }

    private void crl(int step, CeremonyResult.CrlSigned signed) {
        var content = signed.crl().content();
        var issuer = content.issuer().identity().name();
        var table =
                block(
                        step,
                        "CRL %s of %s".formatted(content.number().value(), issuer.commonName()));
        sheet.fact(table, "Issuer", issuer.toString());
        sheet.fact(
                table,
                "This update, next update",
                "%s, %s"
                        .formatted(
                                Wording.time(content.thisUpdate()),
                                content.isFinal()
                                        ? "none: it is the last"
                                        : Wording.time(content.nextUpdate())));
        sheet.fact(table, "Entries", entries(content, signed));
        sheet.fact(table, "SHA-256", hex(signed.der().sha256()));
        sheet.add(table);
    }

    private static String entries(TbsCertList content, CeremonyResult.CrlSigned signed) {
        var added =
                signed.revocations().stream()
                        .map(entry ->
                                "%s (%s)".formatted(entry.serial().hex(), entry.reason().label()))
                        .collect(Collectors.joining(", "));
        return content.extent().entries()
                + (added.isEmpty() ? "" : "; revoked in this ceremony: " + added);
    }

    private void destroyed(int step, CeremonyResult.KeyDestroyed destroyed) {
        var identity = destroyed.identity();
        var table = block(step, "Key destroyed: " + identity.name().commonName());
        sheet.fact(table, "Name", identity.name().toString());
        sheet.fact(table, "SHA-256 of the public key", hex(identity.id().sha256()));
        sheet.fact(
                table,
                "Evidence",
                "Asked to sign with it, the token answered: “%s”".formatted(destroyed.refusal()));
        sheet.add(table);
    }

    private List<TranscriptEvent.SharesProposed> shareSets() {
        return state.entries().stream()
                .map(entry -> entry.event())
                .filter(TranscriptEvent.SharesProposed.class::isInstance)
                .map(TranscriptEvent.SharesProposed.class::cast)
                .toList();
    }

    private void shares(TranscriptEvent.SharesProposed split) {
        var table = block(split.step(), "Share set " + split.set());
        sheet.fact(
                table,
                "Quorum",
                "any %s of %s".formatted(split.quorum(), split.custodians().size()));
        var custodians = split.custodians();
        sheet.fact(
                table,
                "Custodians",
                java.util.stream.IntStream.range(0, custodians.size())
                        .mapToObj(i -> "%s  %s".formatted(i + 1, custodians.get(i)))
                        .collect(Collectors.joining("      ")));
        sheet.add(table);
    }
}
