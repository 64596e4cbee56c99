package org.lineageca.ca.ceremony;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lineageca.octets.Octets;

/**
 * Octets as words to be read aloud: the PGP word list of Juola and Zimmermann. Octets at even
 * places, counted from 0, have words of two syllables, those at odd places of three, so that a word
 * left out, repeated or exchanged with its neighbour is heard.
 */
public final class PgpWords {

    /** What words that were read back come to. */
    public sealed interface Reading {

        record Read(Octets octets) implements Reading {}

        /**
         * It is no such text.
         *
         * @param place of the first wrong word, counted from 1
         * @param why a sentence without its full stop
         */
        record Misread(int place, String why) implements Reading {}
    }

    private record Place(int octet, int parity) {}

    private static final Map<String, Place> PLACES = places();

    private PgpWords() {}

    /** One word an octet. */
    public static List<String> of(Octets octets) {
        var words = new ArrayList<String>();
        for (var octet : octets.toArray()) {
            words.add(PgpWordList.word(octet & 0xff, words.size() % 2));
        }
        return words;
    }

    /** The words with a space between them. */
    public static String text(Octets octets) {
        return String.join(" ", of(octets));
    }

    /** Reads words with white space between them; letters of either case will do. */
    public static Reading read(String text) {
        var octets = new ByteArrayOutputStream();
        var words = text.isBlank() ? new String[0] : text.strip().split("\\s+");
        for (var word : words) {
            var place = PLACES.get(word.toLowerCase(Locale.ROOT));
            var number = octets.size() + 1;
            if (place == null) {
                return new Reading.Misread(
                        number, "word %d, '%s', is not in the list".formatted(number, word));
            }
            if (place.parity() != octets.size() % 2) {
                return new Reading.Misread(
                        number,
                        "word %d, '%s', has %s syllables and belongs to an %s place: two words were exchanged, or one was left out or repeated before it"
                                .formatted(
                                        number,
                                        word,
                                        place.parity() == 0 ? "two" : "three",
                                        place.parity() == 0 ? "odd-numbered" : "even-numbered"));
            }
            octets.write(place.octet());
        }
        return new Reading.Read(Octets.of(octets.toByteArray()));
    }

    private static Map<String, Place> places() {
        var places = new HashMap<String, Place>();
        for (var octet = 0; octet < 256; octet++) {
            for (var parity = 0; parity < 2; parity++) {
                places.put(
                        PgpWordList.word(octet, parity).toLowerCase(Locale.ROOT),
                        new Place(octet, parity));
            }
        }
        return Map.copyOf(places);
    }
}
