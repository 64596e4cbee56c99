package org.lineageca.ca.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.octets.Octets;

class QrFramesTest {

    /** RFC 9285 4.3 and 4.4. */
    @ParameterizedTest
    @CsvSource({"AB,BB8", "Hello!!,%69 VD92EX0", "base-45,UJCLQE7W581", "ietf!,QED8WEX0"})
    void base45IsAsItsRfcHasIt(String text, String encoded) {
        var octets = Octets.of(text.getBytes(StandardCharsets.US_ASCII));
        assertThat(Base45.encode(octets)).isEqualTo(encoded);
        assertThat(Base45.decode(encoded)).isEqualTo(octets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GGW", ":::", "::", "A", "ABCD", "ab8", "B\u00df8"})
    void whatIsNoBase45IsRefused(String text) {
        assertThatThrownBy(() -> Base45.decode(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void framesAreJoinedInAnyOrderAndHoweverOftenTheyWereScanned() {
        var seed = 42L;
        System.out.println("seed " + seed);
        var random = new SplittableRandom(seed);
        for (var length : new int[] {1, 2, 599, 600, 601, 5000, 60_001}) {
            var octets = new byte[length];
            random.nextBytes(octets);
            var frames = QrFrames.split(Octets.of(octets), QrFrames.OCTETS);
            assertThat(frames).allMatch(frame -> frame.matches("[0-9A-Z $%*+./:-]{1,970}"));
            assertThat(frames).noneMatch(frame -> frame.endsWith(" "));
            var scanned = new ArrayList<>(frames);
            scanned.addAll(frames);
            Collections.shuffle(scanned, new Random(seed));
            scanned.replaceAll(frame -> frame + "\r\n");
            assertThat(QrFrames.join(scanned))
                    .isEqualTo(new QrFrames.Joining.Joined(Octets.of(octets)));
        }
    }

    @Test
    void missingFramesAreNamed() {
        var frames = new ArrayList<>(QrFrames.split(Octets.of(new byte[3000]), 600));
        assertThat(frames).hasSize(5);
        assertThat(frames.getFirst()).startsWith("LQ1 ").contains(" 1/5 ");
        frames.remove(3);
        frames.remove(1);
        assertThat(QrFrames.join(frames)).isEqualTo(new QrFrames.Joining.Missing(List.of(2, 4)));
        assertThat(QrFrames.join(List.of())).isEqualTo(new QrFrames.Joining.Missing(List.of()));
    }

    @Test
    void framesThatAreNoneOrDoNotBelongTogetherAreRefused() {
        var one = QrFrames.split(Octets.of(new byte[1200]), 600);
        var other = QrFrames.split(Octets.of(new byte[1201]), 600);
        refused(List.of("HTTPS://EXAMPLE.ORG"), "is no frame of a package");
        refused(List.of(one.getFirst(), other.getLast()), "frames of two packages");
        refused(List.of(one.getFirst().replace(" 1/2 ", " 3/2 ")), "no frame 3 of 2");
        refused(
                List.of(one.getFirst(), one.getLast().replace(" 2/2 ", " 1/2 ") + "000"),
                "frame 1 was scanned twice and differs");
        var misread = one.getLast().replaceFirst("...$", "111");
        refused(List.of(one.getFirst(), misread), "one was misread");
        refused(
                List.of(one.getFirst(), one.getLast().replaceFirst("...$", ":::")),
                "frame 2 was misread");
    }

    @Test
    void aLargePackageIsCarriedAnotherWay() {
        var large = Octets.of(new byte[QrFrames.MOST * QrFrames.OCTETS + 1]);
        assertThatThrownBy(() -> QrFrames.split(large, QrFrames.OCTETS))
                .hasMessageContaining("carry it in a folder");
    }

    private static void refused(List<String> frames, String why) {
        assertThat(QrFrames.join(frames))
                .isInstanceOfSatisfying(
                        QrFrames.Joining.Refused.class,
                        refused -> assertThat(refused.why()).contains(why));
    }
}
