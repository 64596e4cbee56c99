package org.lineageca.ca.minutes;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.Color;
import java.util.Map;
import org.openpdf.text.Image;
import org.openpdf.text.pdf.PdfContentByte;

/** A QR code drawn as squares, to be printed in any size. */
public final class QrSquare {

    /** The margin that readers need, in modules (ISO/IEC 18004 6.3.8). */
    private static final int QUIET = 4;

    private QrSquare() {}

    /**
     * Draws.
     *
     * @param side of the whole, margin included, in points
     */
    static Image of(String text, float side, PdfContentByte canvas) {
        var modules = modules(text);
        var module = side / (modules.getWidth() + 2 * QUIET);
        var drawing = canvas.createTemplate(side, side);
        drawing.setColorFill(Color.BLACK);
        for (var y = 0; y < modules.getHeight(); y++) {
            for (var x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y) == 1) {
                    drawing.rectangle(
                            (x + QUIET) * module, side - (y + QUIET + 1) * module, module, module);
                }
            }
        }
        drawing.fill();
        return Image.getInstance(drawing);
    }

    /**
     * The modules of a code at error correction level M, without a margin: 1 is black.
     *
     * @throws IllegalArgumentException if the text is too long
     */
    public static ByteMatrix modules(String text) {
        try {
            return Encoder.encode(
                            text,
                            ErrorCorrectionLevel.M,
                            Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                    .getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code: " + text.length(), e);
        }
    }
}
