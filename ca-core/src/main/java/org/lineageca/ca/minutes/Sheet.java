package org.lineageca.ca.minutes;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.lineageca.octets.Octets;
import org.openpdf.text.Chunk;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfBoolean;
import org.openpdf.text.pdf.PdfDate;
import org.openpdf.text.pdf.PdfDestination;
import org.openpdf.text.pdf.PdfEncryption;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfOutline;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/**
 * A document being written: the same calls make the same octets. Nothing in it is compressed, since
 * what a compressor makes depends on its version.
 */
final class Sheet {

    static final Color INK = new Color(0x1a, 0x1a, 0x1a);
    static final Color FAINT = new Color(0x5a, 0x5f, 0x66);
    static final Color ACCENT = new Color(0x1f, 0x3a, 0x5f);
    static final Color ALARM = new Color(0xa6, 0x1c, 0x1c);
    static final Color SHADE = new Color(0xed, 0xf0, 0xf4);
    static final Color LINE = new Color(0xc3, 0xca, 0xd3);

    static final float TEXT = 9;
    private static final float SMALL = 7.5f;
    private static final float LEADING = 1.35f;
    private static final float LARGE = 15;
    private static final float MARGIN = 52;
    private static final float TOP = 74;
    private static final float BOTTOM = 62;

    private static final DateTimeFormatter PDF_DATE =
            DateTimeFormatter.ofPattern("'D:'yyyyMMddHHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    static {
        Document.compress = false;
    }

    /**
     * What a document is about.
     *
     * @param at the time it bears
     * @param id 32 octets that no other document has
     * @param mark across every page; empty for none
     * @param foot at the bottom of every page
     */
    record About(String title, String subject, Instant at, Octets id, String mark, String foot) {}

    private final Lettering lettering = new Lettering();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Document document = new Document(PageSize.A4, MARGIN, MARGIN, TOP, BOTTOM);
    private final PdfWriter writer = PdfWriter.getInstance(document, out);
    private final About about;

    Sheet(About about) {
        this.about = about;
        writer.setPdfVersion(PdfWriter.VERSION_1_7);
        // References as a stream; the library writes a table of them in the digits of the machine's
        // language.
        writer.setFullCompression();
        writer.setPageEvent(new PageFrame(about, lettering));
        document.addTitle(about.title());
        document.addSubject(about.subject());
        document.addCreator("Lineage");
        document.open();
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString("en"));
        writer.addViewerPreference(PdfName.DISPLAYDOCTITLE, PdfBoolean.PDFTRUE);
    }

    /** Ends it. */
    Octets octets() {
        var date = new PdfDate(PDF_DATE.format(about.at()));
        writer.getInfo().put(PdfName.CREATIONDATE, date);
        writer.getInfo().put(PdfName.MODDATE, date);
        var id = about.id().toArray();
        writer.getInfo().put(PdfName.FILEID, PdfEncryption.createInfoId(id, id));
        document.close();
        return Octets.of(out.toByteArray());
    }

    Lettering lettering() {
        return lettering;
    }

    PdfWriter writer() {
        return writer;
    }

    void newPage() {
        document.newPage();
    }

    void add(Element element) {
        document.add(element);
    }

    /** Begins a section, and an entry in the list of bookmarks. */
    void section(String title) {
        var heading = line(title, Face.BOLD, LARGE, ACCENT);
        heading.setSpacingBefore(12);
        heading.setSpacingAfter(6);
        document.add(heading);
        new PdfOutline(
                writer.getDirectContent().getRootOutline(),
                new PdfDestination(
                        PdfDestination.FITH, writer.getVerticalPosition(false) + 2 * LARGE),
                title);
    }

    /** Makes sure that so much room is left on the page, or begins another. */
    void need(float points) {
        if (writer.getVerticalPosition(false) - BOTTOM < points) {
            document.newPage();
        }
    }

    void paragraph(String text) {
        paragraph(text, Face.SANS, INK);
    }

    void paragraph(String text, Face face, Color colour) {
        var paragraph = line(text, face, TEXT, colour);
        paragraph.setSpacingAfter(5);
        document.add(paragraph);
    }

    /** A paragraph of one style; the library's own typefaces are not embedded, so none is used. */
    Paragraph line(String text, Face face, float size, Color colour) {
        var paragraph = new Paragraph(size * LEADING, "", lettering.font(face, size, colour));
        paragraph.add(chunk(text, face, size, colour));
        return paragraph;
    }

    Chunk chunk(String text, Face face, float size, Color colour) {
        var chunk = new Chunk(lettering.visible(text, face), lettering.font(face, size, colour));
        chunk.setSplitCharacter((_, current, _, characters, _) -> characters[current] == ' ');
        return chunk;
    }

    Phrase text(String text) {
        return phrase(text, Face.SANS, TEXT, INK);
    }

    Phrase phrase(String text, Face face, float size, Color colour) {
        var phrase = new Phrase(size * LEADING);
        phrase.add(chunk(text, face, size, colour));
        return phrase;
    }

    /** A table as wide as the page. */
    PdfPTable table(float... widths) {
        var table = new PdfPTable(widths);
        table.setWidthPercentage(100);
        table.setSpacingBefore(4);
        table.setSpacingAfter(7);
        return table;
    }

    /** The head of a table, on each page it reaches. */
    void head(PdfPTable table, List<String> titles) {
        for (var title : titles) {
            var cell = cell(phrase(title, Face.BOLD, SMALL, ACCENT));
            cell.setBackgroundColor(SHADE);
            table.addCell(cell);
        }
        table.setHeaderRows(1);
    }

    PdfPCell cell(Phrase phrase) {
        return framed(new PdfPCell(phrase));
    }

    /** A row of a table with room to write in by hand. */
    void rowToFillIn(PdfPTable table, List<String> texts) {
        for (var text : texts) {
            var cell = cell(text(text));
            cell.setMinimumHeight(34);
            cell.setVerticalAlignment(PdfPCell.ALIGN_BOTTOM);
            cell.setBorderColor(INK);
            table.addCell(cell);
        }
    }

    PdfPCell cell(PdfPTable table) {
        return framed(new PdfPCell(table));
    }

    private static PdfPCell framed(PdfPCell cell) {
        cell.setBorder(PdfPCell.BOTTOM);
        cell.setBorderColor(LINE);
        cell.setBorderWidth(0.5f);
        cell.setLeading(0, 1.22f);
        cell.setPaddingTop(2);
        cell.setPaddingBottom(4.5f);
        cell.setPaddingLeft(4);
        cell.setPaddingRight(4);
        return cell;
    }

    /** A row of a table of two columns: what, and its value. */
    void fact(PdfPTable table, String label, Phrase value) {
        table.addCell(cell(label(label)));
        table.addCell(cell(value));
    }

    void fact(PdfPTable table, String label, String value) {
        fact(table, label, text(value));
    }

    void fact(PdfPTable table, String label, Octets digest) {
        table.addCell(cell(label(label)));
        table.addCell(cell(DigestRows.of(this, digest)));
    }

    private Phrase label(String text) {
        var phrase = new Phrase(TEXT * LEADING);
        phrase.add(chunk(text, Face.SANS, SMALL + 0.5f, FAINT));
        return phrase;
    }

    /** Octets, or a text to the letter, in lines of a typeface of one width. */
    void verbatim(String text, float size) {
        var font = lettering.font(Face.MONO, size, INK);
        for (var line : lettering.lines(text, columns(size))) {
            document.add(new Paragraph(size * 1.25f, line.isEmpty() ? " " : solid(line), font));
        }
    }

    /** How many characters of one width stand on a line. */
    int columns(float size) {
        return (int) ((document.right() - document.left()) / (size * 0.6f + 0.001f));
    }

    /** Spaces at the beginning of a line are part of it. */
    static String solid(String line) {
        var content = line.stripLeading();
        return "\u00a0".repeat(line.length() - content.length()) + content;
    }
}
