package org.lineageca.ca.minutes;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.librepdf.openpdf.fonts.Liberation;
import org.openpdf.text.Font;
import org.openpdf.text.pdf.BaseFont;

/** The typefaces of one document, and what they can show. */
final class Lettering {

    private final Map<Face, BaseFont> faces = new EnumMap<>(Face.class);

    Lettering() {
        for (var face : Face.values()) {
            faces.put(face, load(face));
        }
    }

    private static BaseFont load(Face face) {
        try (var file = Liberation.class.getResourceAsStream(face.resource())) {
            if (file == null) {
                throw new IllegalStateException(
                        "the program lacks its typeface " + face.resource());
            }
            var font =
                    BaseFont.createFont(
                            face.name() + ".ttf",
                            BaseFont.IDENTITY_H,
                            BaseFont.EMBEDDED,
                            BaseFont.NOT_CACHED,
                            file.readAllBytes(),
                            null);
            font.setSecureRandom(new SubsetTag());
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Font font(Face face, float size, Color colour) {
        return new Font(face(face), size, Font.NORMAL, colour);
    }

    BaseFont face(Face face) {
        var font = faces.get(face);
        if (font == null) {
            throw new IllegalStateException("no typeface " + face);
        }
        return font;
    }

    /**
     * Text as it can be set on one line: a character that has no glyph, or that nobody sees, stands
     * there as {@code [U+200B]}, so that none is missing.
     */
    String visible(String text, Face face) {
        var visible = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> {
                    if (isVisible(point, face)) {
                        visible.appendCodePoint(point);
                    } else {
                        visible.append("[U+%04X]".formatted(point));
                    }
                });
        return visible.toString();
    }

    private boolean isVisible(int point, Face face) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> isLeftToRight(point) && face(face).charExists(point);
        };
    }

    /** Others would have to be reordered; where they are set in another order, they mislead. */
    private static boolean isLeftToRight(int point) {
        return switch (Character.getDirectionality(point)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                    Character.DIRECTIONALITY_ARABIC_NUMBER ->
                    false;
            default -> true;
        };
    }

    /**
     * Visible text in lines of a typeface of one width.
     *
     * @param width in characters
     */
    List<String> lines(String text, int width) {
        var points = visible(text, Face.MONO).codePoints().toArray();
        var lines = new ArrayList<String>();
        for (var at = 0; at < points.length; at += width) {
            lines.add(new String(points, at, Math.min(width, points.length - at)));
        }
        return lines.isEmpty() ? List.of("") : List.copyOf(lines);
    }
}
