package org.lineageca.ca.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusableCharactersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS Issuing CA 2026-1",
                "M\u00fcller & S\u00f8nner (Z\u00fcrich) AG",
                "\u0423\u0434\u043e\u0441\u0442\u043e\u0432\u0435\u0440\u044f\u044e\u0449\u0438\u0439 \u0446\u0435\u043d\u0442\u0440 7",
                "\u03a1\u03af\u03b6\u03b1",
                "\u682a\u5f0f\u4f1a\u793eABC\u30bb\u30ad\u30e5\u30ea\u30c6\u30a3",
                "a.b_c@example.org"
            })
    void plainNamesOfManyScriptsPass(String text) {
        assertThat(ConfusableCharacters.problem(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TLS Issuing \u0421A | U+0421 CYRILLIC CAPITAL LETTER ES stands among LATIN letters",
                "\u0440\u0430\u0443\u0440\u0430l | U+006C LATIN SMALL LETTER L stands among CYRILLIC",
                "\u0420\u0410\u0423 | U+0420 CYRILLIC CAPITAL LETTER ER looks like a Latin letter",
                "\u039f\u03a4\u0395 | looks like a Latin letter",
                "Ro\u200bot | U+200B ZERO WIDTH SPACE is not seen",
                "Root\u202e | U+202E RIGHT-TO-LEFT OVERRIDE is not seen",
                "Ro\u00adot | U+00AD SOFT HYPHEN",
                "Root\u00a0CA | U+00A0 NO-BREAK SPACE",
                "Ro\u3164ot | U+3164 HANGUL FILLER",
                "Ro\ufe0fot | U+FE0F VARIATION SELECTOR-16",
                "Ro\u0000ot | U+0000 NULL",
                "\uff32oot | U+FF32 FULLWIDTH LATIN CAPITAL LETTER R is another way to write 'Root'",
                "\ud835\udc11oot | MATHEMATICAL BOLD CAPITAL R",
                "\ufb01rst | U+FB01 LATIN SMALL LIGATURE FI",
                "Zu\u0308rich | U+0308 COMBINING DIAERESIS is another way to write 'Z\u00fcrich'",
                "2026\u20131 | U+2013 EN DASH looks like a hyphen",
                "2026\u22121 | U+2212 MINUS SIGN looks like a hyphen",
                "Root  CA | spaces that are not seen",
                "e\u0261g | U+0261 LATIN SMALL LETTER SCRIPT G looks like another"
            })
    void aConfusableOneIsRefusedByItsName(String text, String why) {
        assertThat(ConfusableCharacters.problem(text))
                .hasValueSatisfying(problem -> assertThat(problem).contains(why));
    }

    @Test
    void spacesAroundAreNotSeen() {
        assertThat(ConfusableCharacters.problem("Root ")).isPresent();
        assertThat(ConfusableCharacters.problem("")).isPresent();
    }

    @Test
    void aNameTellsItsValuesAndRefusesOtherKindsOfStrings() {
        assertThat(DistinguishedName.of("CN=Root A+OU=x,DC=example,C=NO").values())
                .containsExactlyInAnyOrder("Root A", "x", "example", "NO");
        var bmp =
                new X500NameBuilder(BCStyle.INSTANCE)
                        .addRDN(BCStyle.CN, new DERBMPString("Root"))
                        .build();
        assertThatThrownBy(() -> DistinguishedName.read(bmp).values())
                .hasMessageContaining("2.5.4.3");
    }
}
