package org.lineageca.ca.minutes;

import java.util.ArrayList;
import java.util.Arrays;
import org.lineageca.ca.ceremony.PgpWords;
import org.lineageca.octets.Octets;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;

/** Octets as they are read aloud: eight a row, the digits, and their PGP words beside them. */
final class DigestRows {

    private static final int PER_ROW = 8;
    private static final float SIZE = 7.5f;

    private DigestRows() {}

    static PdfPTable of(Sheet sheet, Octets octets) {
        var table = new PdfPTable(new float[] {27, 73});
        table.setWidthPercentage(100);
        var all = octets.toArray();
        var words = PgpWords.of(octets);
        for (var at = 0; at < all.length; at += PER_ROW) {
            var end = Math.min(at + PER_ROW, all.length);
            var row = Octets.of(Arrays.copyOfRange(all, at, end)).toHex();
            table.addCell(
                    plain(new PdfPCell(sheet.phrase(grouped(row, 4), Face.MONO, SIZE, Sheet.INK))));
            table.addCell(
                    plain(
                            new PdfPCell(
                                    sheet.phrase(
                                            String.join(" ", words.subList(at, end)),
                                            Face.SANS,
                                            SIZE,
                                            Sheet.INK))));
        }
        return table;
    }

    private static PdfPCell plain(PdfPCell cell) {
        cell.setBorder(PdfPCell.NO_BORDER);
        cell.setPadding(0);
        cell.setPaddingBottom(1.5f);
        return cell;
    }

    /** Digits in groups, with a space between them. */
    static String grouped(String digits, int length) {
        var groups = new ArrayList<String>();
        for (var at = 0; at < digits.length(); at += length) {
            groups.add(digits.substring(at, Math.min(at + length, digits.length())));
        }
        return String.join(" ", groups);
    }
}
