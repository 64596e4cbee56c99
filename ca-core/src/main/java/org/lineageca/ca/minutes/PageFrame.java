package org.lineageca.ca.minutes;

import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/** What stands on every page: whose it is, which of how many, and what it must not be taken for. */
final class PageFrame extends PdfPageEventHelper {

    private static final float SIZE = 7.5f;
    private static final float MARK = 92;
    private static final float SLOPE = 54;
    private static final java.awt.Color MARK_COLOUR = new java.awt.Color(0xf6, 0xdc, 0xdc);

    private final Sheet.About about;
    private final Lettering lettering;

    /** The number of pages, written when it is known. */
    private @Nullable PdfTemplate total;

    PageFrame(Sheet.About about, Lettering lettering) {
        this.about = about;
        this.lettering = lettering;
    }

    @Override
    public void onOpenDocument(PdfWriter writer, Document document) {
        total = writer.getDirectContent().createTemplate(40, 12);
    }

    @Override
    public void onStartPage(PdfWriter writer, Document document) {
        if (about.mark().isEmpty()) {
            return;
        }
        var page = document.getPageSize();
        var under = writer.getDirectContentUnder();
        ColumnText.showTextAligned(
                under,
                Element.ALIGN_CENTER,
                new Phrase(about.mark(), lettering.font(Face.BOLD, MARK, MARK_COLOUR)),
                page.getWidth() / 2 + MARK / 3,
                page.getHeight() / 2 - MARK / 3,
                SLOPE);
    }

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
        var canvas = writer.getDirectContent();
        var top = document.getPageSize().getHeight() - 42;
        line(canvas, document, top - 6);
        text(canvas, shortened(about.title()), document.left(), top, Element.ALIGN_LEFT, false);
        text(canvas, about.mark(), document.right(), top, Element.ALIGN_RIGHT, true);
        var bottom = 36f;
        line(canvas, document, bottom + 12);
        text(canvas, about.foot(), document.left(), bottom, Element.ALIGN_LEFT, false);
        var page = "Page %s of ".formatted(writer.getPageNumber());
        var face = lettering.face(Face.SANS);
        var width = face.getWidthPoint(page + "000", SIZE);
        text(canvas, page, document.right() - width, bottom, Element.ALIGN_LEFT, false);
        if (total != null) {
            canvas.addTemplate(
                    total, document.right() - width + face.getWidthPoint(page, SIZE), bottom);
        }
    }

    @Override
    public void onCloseDocument(PdfWriter writer, Document document) {
        if (total != null) {
            ColumnText.showTextAligned(
                    total,
                    Element.ALIGN_LEFT,
                    new Phrase(
                            String.valueOf(writer.getPageNumber() - 1),
                            lettering.font(Face.SANS, SIZE, Sheet.FAINT)),
                    0,
                    0,
                    0);
        }
    }

    private static String shortened(String title) {
        return title.length() > 90 ? title.substring(0, 90) + "…" : title;
    }

    private void text(
            PdfContentByte canvas, String text, float x, float y, int alignment, boolean isMark) {
        var face = isMark ? Face.BOLD : Face.SANS;
        ColumnText.showTextAligned(
                canvas,
                alignment,
                new Phrase(
                        lettering.visible(text, face),
                        lettering.font(face, SIZE, isMark ? Sheet.ALARM : Sheet.FAINT)),
                x,
                y,
                0);
    }

    private static void line(PdfContentByte canvas, Document document, float y) {
        canvas.setColorStroke(Sheet.LINE);
        canvas.setLineWidth(0.5f);
        canvas.moveTo(document.left(), y);
        canvas.lineTo(document.right(), y);
        canvas.stroke();
    }
}
