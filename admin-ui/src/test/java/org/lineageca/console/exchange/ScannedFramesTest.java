package org.lineageca.console.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.exchange.QrFrames;
import org.lineageca.octets.Octets;

/** A package goes over the gap as pictures and as what a scanner types. */
class ScannedFramesTest {

    private static final long SEED = 20261121;

    private final Octets octets = random(4_321);
    private final List<String> frames = QrFrames.split(octets, QrFrames.OCTETS);
    private final ScannedFrames scanned = new ScannedFrames();

    private static Octets random(int length) {
        var bytes = new byte[length];
        new Random(SEED).nextBytes(bytes);
        return Octets.of(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void picturesOfAllFramesComeToThePackageAndTheMissingAreNamedMeanwhile(String format) {
        assertThat(frames).hasSize(8);
        assertThat(scanned.state()).isInstanceOf(ScannedFrames.State.Empty.class);

        assertThat(scanned.show("a." + format, DrawnCode.picture(format, frames.subList(0, 2))))
                .isEqualTo("a." + format + ": frames 1–2.");
        assertThat(scanned.state()).isEqualTo(new ScannedFrames.State.Gathering(2, 8, "3–8"));
        scanned.show("b", DrawnCode.picture(format, List.of(frames.get(7))));
        scanned.show("c", DrawnCode.picture(format, List.of(frames.get(3))));
        assertThat(scanned.state()).isEqualTo(new ScannedFrames.State.Gathering(4, 8, "3, 5–7"));
        scanned.show("d", DrawnCode.picture(format, frames.subList(4, 7)));
        scanned.show("e", DrawnCode.picture(format, frames.subList(2, 4)));

        assertThat(scanned.state()).isEqualTo(new ScannedFrames.State.Complete(8, octets));
    }

    @Test
    void aScannerTypesThemInAnyOrderAndMoreThanOnce() {
        var shuffled = new ArrayList<>(frames);
        shuffled.addAll(frames.subList(2, 5));
        Collections.shuffle(shuffled, new Random(SEED));

        assertThat(scanned.type(String.join("\r\n", shuffled.subList(0, 1)) + "\n"))
                .isInstanceOf(ScannedFrames.State.Gathering.class);
        assertThat(scanned.type(String.join("\n\n", shuffled) + "\n"))
                .isEqualTo(new ScannedFrames.State.Complete(8, octets));
    }

    @Test
    void whatIsTypedAndWhatIsPhotographedComesTogether() {
        scanned.type(String.join("\n", frames.subList(0, 7)));
        assertThat(scanned.state()).isEqualTo(new ScannedFrames.State.Gathering(7, 8, "8"));

        scanned.show("last.png", DrawnCode.picture("png", List.of(frames.get(7))));

        assertThat(scanned.state()).isInstanceOf(ScannedFrames.State.Complete.class);
        scanned.clear();
        assertThat(scanned.state()).isInstanceOf(ScannedFrames.State.Empty.class);
    }

    @Test
    void aLineThatWasMistypedIsSaidAndCanBeCorrected() {
        var wrong = frames.getFirst().replaceFirst("LQ1", "LQI");

        assertThat(scanned.type(wrong))
                .isInstanceOfSatisfying(
                        ScannedFrames.State.Wrong.class,
                        state ->
                                assertThat(state.why())
                                        .startsWith("'LQI ")
                                        .contains("is no frame of a package")
                                        .endsWith("Correct the line, or start again."));

        assertThat(scanned.type(frames.getFirst()))
                .isEqualTo(new ScannedFrames.State.Gathering(1, 8, "2–8"));
    }

    @Test
    void aPictureOfAnotherPackageIsLeftOutAndSpoilsNothing() {
        scanned.show("a", DrawnCode.picture("png", frames.subList(4, 5)));
        var other = QrFrames.split(random(700), QrFrames.OCTETS);

        assertThat(scanned.show("other.png", DrawnCode.picture("png", other)))
                .startsWith("other.png was left out: frames of two packages were scanned");
        assertThat(scanned.show("www.png", DrawnCode.picture("png", List.of("HTTP://EXAMPLE.ORG"))))
                .contains("is no frame of a package");
        assertThat(scanned.state()).isEqualTo(new ScannedFrames.State.Gathering(1, 8, "1–4, 6–8"));
    }

    @Test
    void whatIsNoPictureOrShowsNoCodeOrClaimsToBeHugeIsSaid() {
        var text = Octets.of("no picture".getBytes(StandardCharsets.US_ASCII));
        assertThat(scanned.show("note.png", text)).startsWith("note.png: it is no PNG or JPEG.");
        var whole = DrawnCode.picture("png", frames.subList(0, 1));
        assertThat(scanned.show("half.png", whole.first(60))).startsWith("half.png: ");
        var gif = DrawnCode.picture("gif", frames.subList(0, 1));
        assertThat(scanned.show("a.gif", gif)).contains("it is no PNG or JPEG");
        assertThat(scanned.show("bomb.png", claiming(30_000, 30_000)))
                .contains("900000000 pixels, more than 24000000");
        assertThat(scanned.show("large.png", Octets.of(new byte[QrPictures.MOST_OCTETS + 1])))
                .contains("more than");
        assertThat(scanned.state()).isInstanceOf(ScannedFrames.State.Empty.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1          | 1
                    1 2        | 1–2
                    2 5 6 7 8  | 2, 5–8
                    1 3 5      | 1, 3, 5
                    """)
    void numbersThatFollowEachOtherAreDrawnTogether(String numbers, String ranges) {
        var list = Arrays.stream(numbers.split(" ", -1)).map(Integer::valueOf).toList();

        assertThat(ScannedFrames.ranges(list)).isEqualTo(ranges);
    }

    /** The head of a PNG of that size, without pixels. */
    private static Octets claiming(int width, int height) {
        var head = ByteBuffer.allocate(17);
        head.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
        head.put(new byte[] {1, 0, 0, 0, 0});
        var sum = new CRC32();
        sum.update(head.array());
        var out = new ByteArrayOutputStream();
        out.writeBytes(Octets.ofHex("89504e470d0a1a0a0000000d").toArray());
        out.writeBytes(head.array());
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
        return Octets.of(out.toByteArray());
    }
}
