package org.lineageca.ca.minutes;

import java.util.List;
import java.util.Locale;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.mass.DrillEvidence;
import org.lineageca.ca.mass.Outlook;
import org.lineageca.octets.Octets;
import org.openpdf.text.pdf.PdfPTable;

/** The yearly evidence that a mass revocation was practised, for people and archives. */
public final class DrillMinutes {

    private static final float TITLE = 21;
    private static final float RESULT = 12;

    private final DrillEvidence evidence;
    private final Octets sha256;
    private final Sheet sheet;

    private DrillMinutes(DrillEvidence evidence) {
        this.evidence = evidence;
        this.sha256 = evidence.json().sha256();
        this.sheet =
                new Sheet(
                        new Sheet.About(
                                title(evidence),
                                "Evidence of a drill of mass revocation",
                                evidence.times().ended(),
                                sha256,
                                "DRILL",
                                "SHA-256 of the evidence "
                                        + DigestRows.grouped(sha256.first(8).toHex(), 4)
                                        + " …"));
    }

    /**
     * Writes them, from the evidence alone: the same always gives the same octets.
     *
     * @return PDF
     */
    public static Octets pdf(DrillEvidence evidence) {
        var minutes = new DrillMinutes(evidence);
        minutes.head();
        minutes.facts();
        minutes.shares();
        minutes.crls();
        minutes.signatures();
        return minutes.sheet.octets();
    }

    private static String title(DrillEvidence evidence) {
        return String.format(
                Locale.ROOT,
                "Drill: revocation of %,d certificates",
                evidence.list().certificates());
    }

    private void head() {
        sheet.add(
                sheet.line(
                        "EVIDENCE OF A DRILL OF MASS REVOCATION",
                        Face.BOLD,
                        Sheet.TEXT,
                        Sheet.FAINT));
        var title = sheet.line(title(evidence), Face.BOLD, TITLE, Sheet.ACCENT);
        title.setSpacingAfter(6);
        sheet.add(title);
        var result =
                sheet.line(
                        String.format(
                                Locale.ROOT,
                                "%,d would have been revoked in about %s. Nothing was revoked.",
                                evidence.wouldBeRevoked(),
                                Outlook.spoken(evidence.times().walked())),
                        Face.BOLD,
                        RESULT,
                        Sheet.ACCENT);
        result.setSpacingAfter(10);
        sheet.add(result);
    }

    private void facts() {
        var table = sheet.table(24, 76);
        sheet.fact(table, "Proposed", signed(evidence.decision().proposal()));
        sheet.fact(table, "Approved", signed(evidence.decision().approval()));
        sheet.fact(table, "Over", Wording.time(evidence.times().ended()));
        sheet.fact(
                table,
                "On record as",
                "act %d, list %d".formatted(evidence.act(), evidence.batch()));
        var selection = evidence.list().selection();
        sheet.fact(
                table,
                "Selected by",
                selection == null
                        ? "certificates named one by one"
                        : String.join(", ", selection.lines().toList()));
        sheet.fact(table, "Reason", evidence.list().reason().label());
        sheet.fact(
                table,
                "Revoked before",
                number(evidence.list().certificates() - evidence.wouldBeRevoked()));
        sheet.fact(table, "Steps together", evidence.times().walked().toMillis() + " ms");
        sheet.fact(table, "SHA-256 of the plan", evidence.decision().planSha256());
        sheet.fact(table, "SHA-256 of the list", evidence.list().sha256());
        sheet.fact(table, "SHA-256 of the evidence", sha256);
        sheet.add(table);
    }

    private static String signed(DecidedAct.Signature signature) {
        return signature.name() + ", " + Wording.time(signature.at());
    }

    private void shares() {
        sheet.section("1  Certificates");
        var table = sheet.table(30, 26, 26, 18);
        sheet.head(table, List.of("Generation", "Profile", "Before", "Certificates"));
        for (var share : evidence.shares()) {
            var before = share.before();
            mono(table, share.generation().label());
            text(table, share.profile());
            text(table, before == null ? "not revoked" : before.label());
            text(table, number(share.certificates()));
        }
        sheet.add(table);
    }

    private void crls() {
        sheet.section("2  CRLs that would come of it");
        sheet.paragraph(
                "Each was written to its last octet and checked by every rule, without a number, a signature or a publication. Octets are those of its DER with the longest signature there can be.",
                Face.SANS,
                Sheet.FAINT);
        var table = sheet.table(25, 14, 16, 17, 16, 12);
        sheet.head(
                table,
                List.of(
                        "Generation",
                        "Scope",
                        "Entries now",
                        "Octets now",
                        "Afterwards",
                        "Budget"));
        for (var built : evidence.crls()) {
            var growth = built.growth();
            mono(table, growth.generation().label());
            text(table, growth.place());
            text(table, number(growth.now().entries()));
            text(table, number(growth.now().octets()));
            text(
                    table,
                    "%s entries, %s octets, in %d ms"
                            .formatted(
                                    number(growth.after().entries()),
                                    number(growth.after().octets()),
                                    built.took().toMillis()));
            budget(table, growth);
        }
        sheet.add(table);
    }

    private void budget(PdfPTable table, Outlook.CrlGrowth growth) {
        if (growth.isOverBudget()) {
            table.addCell(sheet.cell(sheet.phrase("over", Face.BOLD, Sheet.TEXT, Sheet.ALARM)));
        } else {
            text(table, growth.budget().isSet() ? "within" : "none set");
        }
    }

    private void signatures() {
        sheet.need(90);
        sheet.section("3  Seen by");
        var table = sheet.table(34, 33, 33);
        sheet.head(table, List.of("Name", "Date", "Signature"));
        for (var line = 0; line < 2; line++) {
            sheet.rowToFillIn(table, List.of("", "", ""));
        }
        sheet.add(table);
    }

    private void text(PdfPTable table, String text) {
        table.addCell(sheet.cell(sheet.text(text)));
    }

    private void mono(PdfPTable table, String text) {
        table.addCell(sheet.cell(sheet.phrase(text, Face.MONO, 7.5f, Sheet.INK)));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
