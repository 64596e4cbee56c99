package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.lifecycle.SearchTerm.Digest;
import org.lineageca.ca.lifecycle.SearchTerm.Source;
import org.lineageca.ca.lifecycle.SearchTerm.Words;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

class SearchTermTest {

    private static final String SHA256 =
            "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "  %S \n",
                "0x%s",
                "sha256 Fingerprint=%s",
                "SHA-256: %s",
                "sha256//%s",
                "\u200e%s",
                "\"%s\""
            })
    void aDigestIsTakenHoweverAToolPrintsIt(String form) {
        var expected = new Digest(Octets.ofHex(SHA256), Source.UNTOLD);
        assertThat(SearchTerm.parse(form.formatted(SHA256))).isEqualTo(expected);
        for (var between : new String[] {":", " ", "-"}) {
            var grouped = HexFormat.ofDelimiter(between).formatHex(HexFormat.of().parseHex(SHA256));
            assertThat(SearchTerm.parse(form.formatted(grouped))).isEqualTo(expected);
        }
    }

    @Test
    void aPinIsADigestInBase64() {
        var pin = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(SHA256));
        var expected = new Digest(Octets.ofHex(SHA256), Source.UNTOLD);
        assertThat(SearchTerm.parse(pin)).isEqualTo(expected);
        assertThat(SearchTerm.parse("pin-sha256=\"" + pin + "\"")).isEqualTo(expected);
        assertThat(SearchTerm.parse("sha256//" + pin)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0a1b2c",
                "0A:1B:2C",
                "0a 1b 2c",
                "serial=0A1B2C",
                "Serial Number: 0a:1b:2c",
                "Serial Number:\n    0a:1b:2c",
                "0x0a1b2c"
            })
    void aSerialNumberIsTakenHoweverAToolPrintsIt(String text) {
        assertThat(((Words) SearchTerm.parse(text)).serial()).isEqualTo("0a1b2c");
    }

    @Test
    void decimalDigitsAreASerialNumberOfTheirOwnToo() {
        var words = (Words) SearchTerm.parse("1234567890");
        assertThat(words.serial()).isEqualTo("1234567890");
        assertThat(words.decimal()).isEqualTo(new SerialNumber(BigInteger.valueOf(1_234_567_890)));
        assertThat(((Words) SearchTerm.parse("9".repeat(49))).decimal()).isNull();
    }

    @Test
    void wordsOfNamesStayWhatTheyAre() {
        assertThat(SearchTerm.parse("shop.example"))
                .isEqualTo(new Words("shop.example", null, null));
        assertThat(SearchTerm.parse("CN=be-ef")).isEqualTo(new Words("CN=be-ef", null, null));
        assertThat(SearchTerm.parse("beef")).isEqualTo(new Words("beef", "beef", null));
        assertThat(SearchTerm.parse(" \n")).isEqualTo(new SearchTerm.All());
    }

    @Test
    void aRequestIsTakenWithAndWithoutItsLinesOfDashes() {
        var der = TestRequests.server("a.example");
        var base64 = Base64.getMimeEncoder().encodeToString(der.toArray());
        assertThat(SearchTerm.parse(base64)).isEqualTo(new Digest(der.sha256(), Source.UNTOLD));
        var pem =
                "-----BEGIN CERTIFICATE REQUEST-----\n"
                        + base64
                        + "\n-----END CERTIFICATE REQUEST-----\n";
        assertThat(SearchTerm.parse(pem)).isEqualTo(new Digest(der.sha256(), Source.REQUEST));
    }

    @Test
    void whatCannotBeReadIsRefusedAndSaysWhatToDo() {
        assertThatThrownBy(() -> SearchTerm.parse("-----BEGIN RSA PRIVATE KEY-----\nMII="))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Give a certificate, a request or a public key.");
        assertThatThrownBy(() -> SearchTerm.parse("a".repeat(PastedText.LONGEST + 1)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Nothing was looked for");
    }
}
