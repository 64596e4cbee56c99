package org.lineageca.ca.minutes;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lineageca.hsm.client.ShareSet;
import org.lineageca.octets.Octets;
import org.openpdf.text.pdf.PdfPCell;

/** The card on which a custodian keeps a share. */
public final class ShareCard {

    private static final float QR = 150;
    private static final float LARGE = 20;
    private static final float TYPED = 15;
    private static final int GROUPS_PER_LINE = 3;

    private ShareCard() {}

    /**
     * What stands on it.
     *
     * @param custodian empty to leave a line to write the name on
     * @param text the share's own
     */
    public record Content(ShareSet set, int index, String custodian, String text) {

        /** Without the text, so that no log and no message shows it. */
        @Override
        public String toString() {
            return "card with share %s of set %s".formatted(index, set);
        }
    }

    /**
     * Draws it.
     *
     * @return PDF; as secret as the share
     */
    public static Octets pdf(Content content, Instant at) {
        var set = content.set();
        var title = "Share %s of set %s".formatted(content.index(), set.id());
        // Of what is no secret: a digest of the share would be a way to try shares.
        var id = Octets.of(title.getBytes(StandardCharsets.UTF_8)).sha256();
        var sheet =
                new Sheet(
                        new Sheet.About(
                                title,
                                "A custodian's share of a token's PIN",
                                at,
                                id,
                                "",
                                "Keep under seal. Whoever has read this card has the share."));
        sheet.add(sheet.line("KEY CUSTODIAN’S SHARE", Face.BOLD, Sheet.TEXT, Sheet.FAINT));
        var heading = sheet.line(title, Face.BOLD, LARGE, Sheet.ACCENT);
        heading.setSpacingAfter(8);
        sheet.add(heading);
        facts(sheet, content);
        text(sheet, content);
        advice(sheet, set);
        return sheet.octets();
    }

    private static void facts(Sheet sheet, Content content) {
        var table = sheet.table(24, 76);
        var custodian = content.custodian();
        sheet.fact(table, "Custodian", custodian.isBlank() ? ".".repeat(60) : custodian);
        sheet.fact(table, "Share", "%s of %s".formatted(content.index(), content.set().shares()));
        sheet.fact(
                table,
                "Quorum",
                "any %s of the %s open the token; fewer do not, and tell nothing of its PIN"
                        .formatted(content.set().quorum(), content.set().shares()));
        sheet.add(table);
    }

    private static void text(Sheet sheet, Content content) {
        var table = sheet.table(62, 38);
        var typed = new PdfPCell();
        typed.setBorder(PdfPCell.NO_BORDER);
        for (var line : lines(content.text())) {
            typed.addElement(sheet.line(line, Face.MONO_BOLD, TYPED, Sheet.INK));
        }
        table.addCell(typed);
        var code = new PdfPCell(QrSquare.of(content.text(), QR, sheet.writer().getDirectContent()));
        code.setBorder(PdfPCell.NO_BORDER);
        code.setHorizontalAlignment(PdfPCell.ALIGN_RIGHT);
        table.addCell(code);
        sheet.add(table);
    }

    /** The heading, then the groups, a few on each line; a line's end is no character of it. */
    static List<String> lines(String text) {
        var parts = text.split("-", -1);
        var headingParts = 4;
        var lines = new ArrayList<String>();
        lines.add(joined(parts, 0, headingParts) + "-");
        for (var at = headingParts; at < parts.length; at += GROUPS_PER_LINE) {
            var end = Math.min(at + GROUPS_PER_LINE, parts.length);
            lines.add(joined(parts, at, end) + (end < parts.length ? "-" : ""));
        }
        return List.copyOf(lines);
    }

    private static String joined(String[] parts, int from, int to) {
        return String.join(
                "-",
                Arrays.copyOfRange(
                        parts, Math.min(from, parts.length), Math.min(to, parts.length)));
    }

    private static void advice(Sheet sheet, ShareSet set) {
        sheet.paragraph(
                "This is one of %s parts of the PIN of a token that holds keys of certification authorities. In a ceremony you type it, all lines as one, hyphens included; case and spaces do not matter, and a mistyped character is noticed."
                        .formatted(set.shares()));
        sheet.paragraph(
                "Keep it under seal where only you can open it, and not with another custodian’s. Should someone have seen it, or should it be lost, say so at once: sharing the PIN anew makes all cards of this set worthless.");
        var table = sheet.table(24, 76);
        for (var label : List.of("Number of the seal", "Sealed on", "Signature")) {
            var left = sheet.cell(sheet.text(label));
            var right = sheet.cell(sheet.text(""));
            left.setMinimumHeight(30);
            left.setVerticalAlignment(PdfPCell.ALIGN_BOTTOM);
            table.addCell(left);
            table.addCell(right);
        }
        sheet.add(table);
    }
}
