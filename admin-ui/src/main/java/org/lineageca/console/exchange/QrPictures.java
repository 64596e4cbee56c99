package org.lineageca.console.exchange;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.lineageca.console.language.Texts;
import org.lineageca.octets.Octets;

/** Reads QR codes from photographs and screenshots. */
final class QrPictures {

    private static final Texts TEXTS = Texts.of(QrPictures.class);

    /** Of one file: more than a telephone's camera writes. */
    static final int MOST_OCTETS = 12 * 1024 * 1024;

    private static final long MOST_PIXELS = 24_000_000;

    /** Larger pictures are thinned out while they are read: the codes are large enough still. */
    private static final long PIXELS = 4_000_000;

    private static final Set<String> FORMATS = Set.of("png", "jpeg");

    /** What a picture shows. */
    sealed interface Reading {

        /**
         * Codes.
         *
         * @param texts each once, in no order
         */
        record Codes(List<String> texts) implements Reading {
            public Codes {
                texts = List.copyOf(texts);
            }
        }

        /**
         * None that can be read.
         *
         * @param why a clause without its full stop
         */
        record Nothing(String why) implements Reading {}
    }

    private QrPictures() {}

    static Reading read(Octets file) {
        if (file.length() > MOST_OCTETS) {
            return new Reading.Nothing(
                    TEXTS.say("it-has-octets-more-than", file.length(), MOST_OCTETS));
        }
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file.toArray()))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return new Reading.Nothing(TEXTS.say("it-is-no-png-or"));
            }
            var reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return read(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // The last two are what the JDK's readers throw at some broken files.
            return new Reading.Nothing(TEXTS.say("it-is-a-broken-picture"));
        }
    }

    private static Reading read(ImageReader reader) throws IOException {
        if (!FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
            return new Reading.Nothing(TEXTS.say("it-is-no-png-or"));
        }
        // Before a pixel is read: a small file can claim to be a huge picture.
        var pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
            return new Reading.Nothing(TEXTS.say("it-has-pixels-more-than", pixels, MOST_PIXELS));
        }
        var parameters = reader.getDefaultReadParam();
        var step = (int) Math.ceil(Math.sqrt((double) pixels / PIXELS));
        parameters.setSourceSubsampling(Math.max(1, step), Math.max(1, step), 0, 0);
        return decode(luminance(reader.read(0, parameters)));
    }

    private static LuminanceSource luminance(BufferedImage picture) {
        var width = picture.getWidth();
        var height = picture.getHeight();
        return new RGBLuminanceSource(
                width, height, picture.getRGB(0, 0, width, height, null, 0, width));
    }

    private static Reading decode(LuminanceSource source) {
        var texts = new LinkedHashSet<String>();
        for (var bitmap :
                List.of(
                        new BinaryBitmap(new HybridBinarizer(source)),
                        new BinaryBitmap(new GlobalHistogramBinarizer(source)))) {
            for (var code : codes(bitmap)) {
                texts.add(code.getText());
            }
        }
        return texts.isEmpty()
                ? new Reading.Nothing(TEXTS.say("no-qr-code-can-be"))
                : new Reading.Codes(List.copyOf(texts));
    }

    private static Result[] codes(BinaryBitmap bitmap) {
        try {
            return new QRCodeMultiReader()
                    .decodeMultiple(bitmap, Map.of(DecodeHintType.TRY_HARDER, true));
        } catch (NotFoundException e) {
            return new Result[0];
        }
    }
}
