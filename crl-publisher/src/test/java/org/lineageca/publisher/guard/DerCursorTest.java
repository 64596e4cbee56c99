package org.lineageca.publisher.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerCursorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3080", // indefinite length
                "308100", // long form where the short one does
                "30820001ff", // leading zero in a length
                "308500000000010500", // five octets of length
                "3084ffffffff", // longer than an array
                "3003020101ff", // more than its length, seen as octets after the end
                "3002", // cut off
                "30",
                "",
                "1f8101020500", // tag of several octets
                "300405000500ff"
            })
    void refusesWhatIsNotOneDerValue(String hex) {
        assertThatThrownBy(
                        () -> {
                            var in = cursor(hex);
                            in.anything();
                            if (in.more()) {
                                throw in.malformed("octets after the end");
                            }
                        })
                .isInstanceOf(MalformedDerException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0200", // no octets
                "020100", // zero
                "0201ff", // negative
                "02020001", // not in its shortest form
                "0215010101010101010101010101010101010101010101", // 21 octets
            })
    void refusesSerialNumbersThatAreNone(String hex) {
        assertThatThrownBy(() -> cursor(hex).positiveInteger())
                .isInstanceOf(MalformedDerException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "261121080000Z,2026-11-21T08:00:00Z",
        "491231235959Z,2049-12-31T23:59:59Z",
        "500101000000Z,1950-01-01T00:00:00Z",
        "000229000000Z,2000-02-29T00:00:00Z",
        "20500101000000Z,2050-01-01T00:00:00Z",
        "99991231235959Z,9999-12-31T23:59:59Z"
    })
    void readsTimes(String text, String expected) throws MalformedDerException {
        assertThat(Instant.ofEpochSecond(time(text).time())).isEqualTo(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "261121080000", "2611210800Z", "261121080000+0000", "261321080000Z",
                        "260229000000Z",
                "260431000000Z", "261121240000Z", "261121086000Z", "261121080060Z", "26112108000aZ",
                "20491231235959Z", "20500101000000.5Z", "2050010100000Z"
            })
    void refusesTimesThatDoNotExistOrAreWrittenOtherwise(String text) {
        assertThatThrownBy(() -> time(text).time()).isInstanceOf(MalformedDerException.class);
    }

    @Test
    void refusesValuesTooDeepInsideEachOther() {
        var hex = "0500";
        for (var depth = 0; depth < 40; depth++) {
            hex = "30%02x".formatted(hex.length() / 2) + hex;
        }
        var nested = hex;
        assertThatThrownBy(() -> cursor(nested).anything())
                .isInstanceOf(MalformedDerException.class)
                .hasMessageContaining("inside each other");
    }

    @Test
    void refusesBooleansThatAreNotTheDerOfTrue() {
        assertThatThrownBy(() -> cursor("010101").trueIfPresent())
                .isInstanceOf(MalformedDerException.class);
        assertThatThrownBy(() -> cursor("010100").trueIfPresent())
                .isInstanceOf(MalformedDerException.class);
    }

    @Test
    void namesObjectIdentifiersInDots() {
        assertThat(ObjectIdentifier.ofHex("551d1c")).hasToString("2.5.29.28");
        assertThat(ObjectIdentifier.ofHex("2a864886f70d01010b"))
                .hasToString("1.2.840.113549.1.1.11");
        assertThat(ObjectIdentifier.ofHex("883703")).hasToString("2.999.3");
    }

    private static DerCursor time(String text) {
        var hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
        var tag = text.length() < 15 || text.contains("+") ? "17" : "18";
        return cursor(tag + "%02x".formatted(text.length()) + hex);
    }

    private static DerCursor cursor(String hex) {
        return new DerCursor(Octets.ofHex(hex));
    }
}
