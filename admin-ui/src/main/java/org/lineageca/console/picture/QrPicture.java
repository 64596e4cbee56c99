package org.lineageca.console.picture;

import org.lineageca.ca.minutes.QrSquare;
import org.lineageca.console.language.Texts;

/** A QR code as SVG: black on white whatever the page's colours, for cameras expect that. */
public final class QrPicture {

    private static final Texts TEXTS = Texts.of(QrPicture.class);

    /** The margin that readers need, in modules (ISO/IEC 18004 6.3.8). */
    private static final int QUIET = 4;

    private QrPicture() {}

    /**
     * Draws.
     *
     * @param id tells it from others on the page
     * @param title what it is, for those who do not see it
     * @param text what it says
     * @throws IllegalArgumentException if the text is too long
     */
    public static String of(String id, String title, String text) {
        var modules = QrSquare.modules(text);
        var side = modules.getWidth() + 2 * QUIET;
        var path = new StringBuilder();
        for (var y = 0; y < modules.getHeight(); y++) {
            for (var x = 0; x < modules.getWidth(); x++) {
                var from = x;
                while (x < modules.getWidth() && modules.get(x, y) == 1) {
                    x++;
                }
                if (x > from) {
                    path.append('M').append(from + QUIET).append(' ').append(y + QUIET);
                    path.append('h').append(x - from).append("v1h").append(from - x).append('z');
                }
            }
        }
        return new SvgWriter(id, side, side, title, TEXTS.say("a-qr-code-to-be"))
                .empty("rect", "width", side, "height", side, "fill", "#fff")
                .empty("path", "d", path, "fill", "#000", "shape-rendering", "crispEdges")
                .end();
    }
}
