package org.lineageca.ca.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lineageca.octets.Octets;

class PgpWordsTest {

    /** The fingerprint that descriptions of the list give as their example. */
    private static final Octets FINGERPRINT =
            Octets.ofHex("e58294f2e9a227486e8b061b31cc528fd7fa3f19");

    private static final String WORDS =
            "topmost Istanbul Pluto vagabond treadmill Pacific brackish dictator goldfish Medusa"
                    + " afflict bravado chatter revolver Dupont midsummer stopwatch whimsical"
                    + " cowbell bottomless";

    @Test
    void areThoseOfTheList() {
        assertThat(PgpWords.text(FINGERPRINT)).isEqualTo(WORDS);
        assertThat(PgpWords.text(Octets.ofHex("0000ffff17178080")))
                .isEqualTo("aardvark adroitness Zulu Yucatan banjo bookseller merit intention");
    }

    @Test
    void areReadBackInAnyCase() {
        assertThat(PgpWords.read(" " + WORDS.toUpperCase(Locale.ROOT).replace(" ", "\n ")))
                .isEqualTo(new PgpWords.Reading.Read(FINGERPRINT));
        assertThat(PgpWords.read("")).isEqualTo(new PgpWords.Reading.Read(Octets.ofHex("")));
    }

    @Test
    void areAllDifferent() {
        var words = new HashSet<String>();
        for (var octet = 0; octet < 256; octet++) {
            var twice = Octets.of(new byte[] {(byte) octet, (byte) octet});
            PgpWords.of(twice).forEach(word -> words.add(word.toLowerCase(Locale.ROOT)));
            assertThat(PgpWords.read(PgpWords.text(twice)))
                    .isEqualTo(new PgpWords.Reading.Read(twice));
        }
        assertThat(words).hasSize(512);
    }

    @Test
    void tellWhereTwoWereExchanged() {
        var exchanged = WORDS.replace("Pluto vagabond", "vagabond Pluto");
        assertThat(PgpWords.read(exchanged))
                .isInstanceOfSatisfying(
                        PgpWords.Reading.Misread.class,
                        misread -> {
                            assertThat(misread.place()).isEqualTo(3);
                            assertThat(misread.why())
                                    .contains("'vagabond'", "three syllables", "even-numbered");
                        });
    }

    @Test
    void tellWhereOneIsMissingOrRepeatedOrUnknown() {
        var words = PgpWords.of(FINGERPRINT);
        var seed = 815L;
        System.out.println("seed " + seed);
        var place = new SplittableRandom(seed).nextInt(1, words.size() - 1);
        var missing = new java.util.ArrayList<>(words);
        missing.remove(place);
        assertThat(place(String.join(" ", missing))).isEqualTo(place + 1);
        var repeated = new java.util.ArrayList<>(words);
        repeated.add(place, words.get(place));
        assertThat(place(String.join(" ", repeated))).isEqualTo(place + 2);
        assertThat(place(WORDS.replace("Dupont", "Dupond"))).isEqualTo(15);
    }

    private static int place(String text) {
        return PgpWords.read(text) instanceof PgpWords.Reading.Misread(var place, var _)
                ? place
                : 0;
    }
}
