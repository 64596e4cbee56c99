package org.lineageca.console.picture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Writes well-formed SVG: what is opened is closed, what is text is escaped (XML 1.0 2.4). */
final class SvgWriter {

    private final StringBuilder svg = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Begins the picture.
     *
     * @param id tells its title from those of other pictures on the page
     */
    SvgWriter(String id, int width, int height, String title, String description) {
        open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + width + " " + height,
                "class",
                "picture",
                "role",
                "img",
                "aria-labelledby",
                id + "-title " + id + "-description");
        open("title", "id", id + "-title").text(title).close();
        open("desc", "id", id + "-description").text(description).close();
    }

    private SvgWriter() {}

    /** Begins a table of HTML, which is written the same way. */
    static SvgWriter table() {
        return new SvgWriter().open("table");
    }

    /** Opens an element; attributes are names and values in turn, a null value leaves one out. */
    SvgWriter open(String element, Object... attributes) {
        start(element, attributes);
        svg.append('>');
        open.push(element);
        return this;
    }

    SvgWriter empty(String element, Object... attributes) {
        start(element, attributes);
        svg.append("/>");
        return this;
    }

    /** An element with nothing but a tooltip in it. */
    SvgWriter titled(String title, String element, Object... attributes) {
        return open(element, attributes).open("title").text(title).close().close();
    }

    SvgWriter label(double x, double y, String style, String text) {
        return open("text", "x", x, "y", y, "class", style).text(text).close();
    }

    SvgWriter text(String text) {
        escape(text);
        return this;
    }

    SvgWriter close() {
        svg.append("</").append(open.pop()).append('>');
        return this;
    }

    String end() {
        close();
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return svg.toString();
    }

    private void start(String element, Object... attributes) {
        svg.append('<').append(element);
        for (var i = 0; i < attributes.length; i += 2) {
            svg.append(' ').append(attributes[i]).append("=\"");
            escape(value(attributes[i + 1]));
            svg.append('"');
        }
    }

    /** Numbers with two decimals at most, whatever the machine's language. */
    static String value(Object value) {
        if (value instanceof Double number) {
            var text = String.format(Locale.ROOT, "%.2f", number);
            return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
        }
        return value.toString();
    }

    private void escape(String text) {
        text.codePoints()
                .forEach(character -> {
                    switch (character) {
                        case '&' -> svg.append("&amp;");
                        case '<' -> svg.append("&lt;");
                        case '>' -> svg.append("&gt;");
                        case '"' -> svg.append("&quot;");
                        case '\'' -> svg.append("&#39;");
                        default -> {
                            if (isXml(character)) {
                                svg.appendCodePoint(character);
                            } else {
                                svg.append('\uFFFD');
                            }
                        }
                    }
                });
    }

    /** Char of XML 1.0 2.2. */
    private static boolean isXml(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
