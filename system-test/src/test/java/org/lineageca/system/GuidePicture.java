package org.lineageca.system;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Pictures for the pages in {@code docs}: as wide as a page of text, by day, in few colours. They
 * go where the property {@code lineage.pictures} says, and stay in the build's own folder
 * otherwise.
 */
final class GuidePicture {

    private static final Path FOLDER =
            Path.of(System.getProperty("lineage.pictures", "target/pictures"));

    private static final int WIDTH = 1000;
    private static final int WIDE = 1400;
    private static final int COLOURS = 32;

    private GuidePicture() {}

    /**
     * Takes one of what is at the top of a page.
     *
     * @param height how much of it, in pixels
     */
    static void take(Page page, String name, int height) {
        take(page, name, WIDTH, height);
    }

    /** Takes one of a page that shows less where it is narrow. */
    static void takeWide(Page page, String name, int height) {
        take(page, name, WIDE, height);
    }

    private static void take(Page page, String name, int width, int height) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(width, height);
        var octets = page.screenshot();
        page.setViewportSize(1440, 900);
        try {
            var file = FOLDER.resolve(name + ".png");
            Files.createDirectories(file.getParent());
            var picture = ImageIO.read(new ByteArrayInputStream(octets));
            ImageIO.write(indexed(picture), "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage indexed(BufferedImage picture) {
        var colours = mostUsed(picture);
        var channels = new byte[3][colours.size()];
        for (var i = 0; i < colours.size(); i++) {
            for (var channel = 0; channel < 3; channel++) {
                channels[channel][i] = (byte) (colours.get(i) >> (16 - 8 * channel));
            }
        }
        var model = new IndexColorModel(8, colours.size(), channels[0], channels[1], channels[2]);
        var indexed =
                new BufferedImage(
                        picture.getWidth(),
                        picture.getHeight(),
                        BufferedImage.TYPE_BYTE_INDEXED,
                        model);
        var nearest = new HashMap<Integer, Integer>();
        for (var y = 0; y < picture.getHeight(); y++) {
            for (var x = 0; x < picture.getWidth(); x++) {
                var colour = picture.getRGB(x, y) & 0xffffff;
                var index = nearest.computeIfAbsent(colour, each -> nearest(each, colours));
                indexed.getRaster().setSample(x, y, 0, index);
            }
        }
        return indexed;
    }

    /** Of colours that nobody can tell apart, the one used most. */
    private static List<Integer> mostUsed(BufferedImage picture) {
        var uses = new HashMap<Integer, Integer>();
        for (var y = 0; y < picture.getHeight(); y++) {
            for (var x = 0; x < picture.getWidth(); x++) {
                uses.merge(picture.getRGB(x, y) & 0xffffff, 1, Integer::sum);
            }
        }
        var kept = new HashMap<Integer, Map.Entry<Integer, Integer>>();
        uses.entrySet()
                .forEach(use ->
                        kept.merge(
                                use.getKey() & 0xf0f0f0,
                                use,
                                (one, other) -> one.getValue() >= other.getValue() ? one : other));
        return kept.values().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static int nearest(int colour, List<Integer> colours) {
        var nearest = 0;
        for (var i = 1; i < colours.size(); i++) {
            if (distance(colour, colours.get(i)) < distance(colour, colours.get(nearest))) {
                nearest = i;
            }
        }
        return nearest;
    }

    private static int distance(int one, int other) {
        var sum = 0;
        for (var shift = 0; shift <= 16; shift += 8) {
            var difference = ((one >> shift) & 0xff) - ((other >> shift) & 0xff);
            sum += difference * difference;
        }
        return sum;
    }
}
