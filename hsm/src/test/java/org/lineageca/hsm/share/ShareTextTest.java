package org.lineageca.hsm.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.client.ShareSet;

class ShareTextTest {

    private static final String CONTENT =
            "000102030405060708090a0b0c0d0e0f1011121314151617fedcba98";

    /** Groups and checksum were made with Python's base64.b32encode and zlib.crc32. */
    private static final String TEXT =
            "LS1-9f2c1ab0-2-2of3-AAAQE-AYEAU-DAOCA-JBIFQ-YDIOB-4IBCE-QTCQK-RMF76-3S5JQ-CTE3RVI";

    @Test
    void theTextOfAShareStaysAsItIs() {
        assertThat(text(share())).isEqualTo(TEXT);
    }

    @Test
    void aShareIsReadAsItWasWritten() {
        var read = decode(TEXT);

        assertThat(read.set()).isEqualTo(new ShareSet("9f2c1ab0", 2, 3));
        assertThat(read.index()).isEqualTo(2);
        assertThat(read.content()).isEqualTo(HexFormat.of().parseHex(CONTENT));
    }

    @Test
    void itMayBeTypedInAnyCaseWithSpacesAndLookAlikes() {
        assertThat(text(decode("  " + TEXT.toLowerCase(Locale.ROOT) + "\r\n"))).isEqualTo(TEXT);
        assertThat(text(decode(TEXT.replace("-", " - ")))).isEqualTo(TEXT);
        var typed = TEXT.substring(20).replace('O', '0').replace('I', '1').replace('B', '8');
        assertThat(text(decode(TEXT.substring(0, 20) + typed))).isEqualTo(TEXT);
    }

    @Test
    void anyOneWrongCharacterIsFound() {
        for (var position = 0; position < TEXT.length(); position++) {
            for (var wrong = '!'; wrong <= '~'; wrong++) {
                var typed = TEXT.substring(0, position) + wrong + TEXT.substring(position + 1);
                isRefusedOrTheSame(typed);
            }
        }
    }

    @Test
    void aMissingADoubledAndTwoSwappedCharactersAreFound() {
        for (var position = 0; position < TEXT.length() - 1; position++) {
            var before = TEXT.substring(0, position);
            isRefusedOrTheSame(before + TEXT.substring(position + 1));
            isRefusedOrTheSame(before + TEXT.charAt(position) + TEXT.substring(position));
            isRefusedOrTheSame(
                    before
                            + TEXT.charAt(position + 1)
                            + TEXT.charAt(position)
                            + TEXT.substring(position + 2));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noOctetsBreakTheReaderAndNoneAreRepeatedInAMessage(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++) {
            var octets = TEXT.getBytes(StandardCharsets.US_ASCII);
            for (var changes = 1 + random.nextInt(20); changes > 0; changes--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(text(ShareText.decode(octets))).as("seed %d", seed).isEqualTo(TEXT);
            } catch (ShareRefusedException expected) {
                assertThat(expected.getMessage())
                        .as("seed %d", seed)
                        .doesNotContain("AAAQE", "AYEAU", "DAOCA", "JBIFQ", "YDIOB", "4IBCE");
            }
        }
        assertThatThrownBy(() -> ShareText.decode(new byte[100_000]))
                .isInstanceOf(ShareRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LS1-9f2c1ab0-4-2of3-",
                "LS1-9f2c1ab0-2-4of3-",
                "LS1-9f2c1ab0-1-1of3-",
                "LS1-9f2c1ab0-2-2of33-",
                "LS1-9f2c1ab0-0-2of3-",
                "LS1-9f2c1ab0-02-2of3-",
                "LS2-9f2c1ab0-2-2of3-",
            })
    void aHeadingThatCannotBeIsNoShares(String heading) {
        assertThatThrownBy(() -> decode(heading + TEXT.substring(20)))
                .isInstanceOf(ShareRefusedException.class)
                .hasMessageContaining("no share's text");
    }

    private static void isRefusedOrTheSame(String typed) {
        try {
            assertThat(text(decode(typed))).as(typed).isEqualTo(TEXT);
            // Case and look-alikes are forgiven, nothing else.
            assertThat(typed.toUpperCase(Locale.ROOT).length()).isEqualTo(TEXT.length());
        } catch (ShareRefusedException expected) {
            assertThat(expected.getMessage()).doesNotContain("AYEAU");
        }
    }

    private static Share share() {
        return new Share(new ShareSet("9f2c1ab0", 2, 3), 2, HexFormat.of().parseHex(CONTENT));
    }

    private static String text(Share share) {
        return new String(ShareText.encode(share), StandardCharsets.US_ASCII);
    }

    private static Share decode(String text) {
        return ShareText.decode(text.getBytes(StandardCharsets.UTF_8));
    }
}
