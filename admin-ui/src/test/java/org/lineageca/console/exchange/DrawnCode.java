package org.lineageca.console.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.lineageca.console.picture.QrPicture;
import org.lineageca.octets.Octets;

/** Screenshots of the codes as the page shows them: the squares of the SVG, as pixels. */
final class DrawnCode {

    private static final int PIXELS_A_MODULE = 5;
    private static final Pattern SIDE = Pattern.compile("viewBox=\"0 0 ([0-9]+) ");
    private static final Pattern RUN = Pattern.compile("M([0-9]+) ([0-9]+)h([0-9]+)v1");

    private DrawnCode() {}

    /** A picture with some codes beside each other. */
    static Octets picture(String format, List<String> frames) {
        var svgs = frames.stream().map(frame -> QrPicture.of("qr", "a frame", frame)).toList();
        var side = svgs.stream().mapToInt(DrawnCode::side).max().orElseThrow();
        var picture =
                new BufferedImage(
                        side * svgs.size() * PIXELS_A_MODULE,
                        side * PIXELS_A_MODULE,
                        BufferedImage.TYPE_INT_RGB);
        var canvas = picture.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        canvas.setColor(Color.BLACK);
        for (var i = 0; i < svgs.size(); i++) {
            var runs = RUN.matcher(svgs.get(i));
            while (runs.find()) {
                canvas.fillRect(
                        (i * side + Integer.parseInt(runs.group(1))) * PIXELS_A_MODULE,
                        Integer.parseInt(runs.group(2)) * PIXELS_A_MODULE,
                        Integer.parseInt(runs.group(3)) * PIXELS_A_MODULE,
                        PIXELS_A_MODULE);
            }
        }
        canvas.dispose();
        try (var out = new ByteArrayOutputStream()) {
            assertThat(ImageIO.write(picture, format, out)).isTrue();
            return Octets.of(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int side(String svg) {
        var side = SIDE.matcher(svg);
        assertThat(side.find()).isTrue();
        return Integer.parseInt(side.group(1));
    }
}
