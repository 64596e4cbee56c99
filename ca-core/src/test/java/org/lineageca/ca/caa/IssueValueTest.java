package org.lineageca.ca.caa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of RFC 8659 4.2, with its examples. */
class IssueValueTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ca1.example.net|ca1.example.net|false",
                "` CA1.Example.NET\t`|ca1.example.net|false",
                "ca1.example.net;|ca1.example.net|false",
                "ca1.example.net; account=230123|ca1.example.net|true",
                "ca1.example.net;account=230123;x =\ty|ca1.example.net|true",
                "ca1.example.net; policy=|ca1.example.net|true",
                "a|a|false",
            })
    void readsIssuerAndWhetherThereAreParameters(String value, String issuer, boolean parameters) {
        assertThat(IssueValue.parse(value)).isEqualTo(new IssueValue(issuer, parameters));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ";",
                "; account=1",
                "%%%%%",
                "ca1.example.net.",
                "-a.example",
                "a..example",
                "ca1.example.net account=1",
                "ca1.example.net; account",
                "ca1.example.net; =1",
                "ca1.example.net; account=1;",
                "ca1.exämple.net",
                "ca1.example.net\n",
            })
    void whatIsOfNoSuchFormPermitsNobody(String value) {
        assertThat(IssueValue.parse(value).issuer()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a-", "a.", "a;a=", "a;a=;"})
    void whatIsVeryLongPermitsNobodyAndTakesNoTime(String piece) {
        assertThat(IssueValue.parse(piece.repeat(60_000 / piece.length())).issuer()).isEmpty();
        assertThat(IssueValue.parse(piece.repeat(900 / piece.length()) + "\u0001").issuer())
                .isEmpty();
    }
}
