package org.lineageca.ca.x509;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Whether a name could be taken for another when people read it: characters that are not seen, that
 * are other writings of the same (NFKC, UAX 15), that mix scripts or are of another script but look
 * Latin (UTS 39).
 */
public final class ConfusableCharacters {

    /**
     * Scripts that are written together and with Latin letters (UTS 39 5.2, highly restrictive).
     */
    private static final List<Set<UnicodeScript>> WRITTEN_TOGETHER =
            List.of(
                    EnumSet.of(
                            UnicodeScript.LATIN,
                            UnicodeScript.HAN,
                            UnicodeScript.HIRAGANA,
                            UnicodeScript.KATAKANA),
                    EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
                    EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));

    /** Letters that are drawn as Latin ones are in most typefaces (UTS 39, confusables.txt). */
    private static final Map<UnicodeScript, String> LOOK_LATIN =
            Map.of(
                    UnicodeScript.CYRILLIC,
                    "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421"
                            + "\u0422\u0423\u0425\u04ae\u04c0\u051a\u051c\u0430\u0435\u043e\u0440"
                            + "\u0441\u0443\u0445\u0455\u0456\u0458\u04bb\u04cf\u0501\u051b\u051d"
                            + "\u0475",
                    UnicodeScript.GREEK,
                    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4"
                            + "\u03a5\u03a7\u03b1\u03b9\u03ba\u03bd\u03bf\u03c1\u03c5\u03f2"
                            + "\u03f3");

    /** Latin letters that are drawn as others are: alpha, script g, iota, clicks. */
    private static final String LATIN_DOUBLES =
            "\u0251\u0261\u0269\u026a\u028f\u01c0\u01c1\u01c2\u01c3\ua78c\ua731";

    /** Seen as nothing though they are letters or marks. */
    private static final String BLANK =
            "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0";

    private ConfusableCharacters() {}

    /** What is wrong with the first such character, by its name; empty if the text is plain. */
    public static Optional<String> problem(String text) {
        return unseen(text)
                .or(() -> otherWriting(text))
                .or(() -> dash(text))
                .or(() -> mixedScripts(text))
                .or(() -> looksLatin(text));
    }

    private static Optional<String> unseen(String text) {
        if (!text.equals(text.strip()) || text.contains("  ") || text.isEmpty()) {
            return Optional.of("it is empty or has spaces that are not seen");
        }
        return first(text, ConfusableCharacters::isUnseen)
                .map(character -> name(character) + " is not seen, or not as what it is");
    }

    private static boolean isUnseen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            case Character.SPACE_SEPARATOR -> character != ' ';
            default ->
                    BLANK.indexOf(character) >= 0
                            || (character >= 0xfe00 && character <= 0xfe0f)
                            || (character >= 0xe0100 && character <= 0xe01ef);
        };
    }

    private static Optional<String> otherWriting(String text) {
        if (Normalizer.isNormalized(text, Normalizer.Form.NFKC)) {
            return Optional.empty();
        }
        return first(
                        text,
                        character ->
                                !Normalizer.isNormalized(
                                        Character.toString(character), Normalizer.Form.NFKC))
                // None alone, then a letter and a mark that have a character of their own.
                .or(() ->
                        first(
                                text,
                                character ->
                                        Character.getType(character) == Character.NON_SPACING_MARK))
                .or(() -> Optional.of(text.codePointAt(0)))
                .map(character ->
                        name(character)
                                + " is another way to write '"
                                + Normalizer.normalize(text, Normalizer.Form.NFKC)
                                + "'");
    }

    private static Optional<String> dash(String text) {
        return first(
                        text,
                        character ->
                                character != '-'
                                        && (Character.getType(character)
                                                        == Character.DASH_PUNCTUATION
                                                || character == '\u2212'
                                                || character == '\u2043'))
                .map(character -> name(character) + " looks like a hyphen");
    }

    private static Optional<String> mixedScripts(String text) {
        var letters = new EnumMap<UnicodeScript, Integer>(UnicodeScript.class);
        text.codePoints()
                .mapToObj(UnicodeScript::of)
                .filter(script ->
                        script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED)
                .forEach(script -> letters.merge(script, 1, Integer::sum));
        var scripts = letters.keySet();
        if (scripts.size() < 2
                || WRITTEN_TOGETHER.stream().anyMatch(together -> together.containsAll(scripts))) {
            return Optional.empty();
        }
        var most =
                letters.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey();
        return first(
                        text,
                        character -> {
                            var script = UnicodeScript.of(character);
                            return letters.containsKey(script) && script != most;
                        })
                .map(character -> name(character) + " stands among " + most + " letters");
    }

    private static Optional<String> looksLatin(String text) {
        for (var entry : LOOK_LATIN.entrySet()) {
            var letters =
                    text.codePoints()
                            .filter(character -> UnicodeScript.of(character) == entry.getKey())
                            .toArray();
            if (letters.length > 0
                    && Arrays.stream(letters)
                            .allMatch(letter -> entry.getValue().indexOf(letter) >= 0)) {
                return Optional.of(
                        name(letters[0]) + " looks like a Latin letter, and so do all others");
            }
        }
        return first(text, character -> LATIN_DOUBLES.indexOf(character) >= 0)
                .map(character -> name(character) + " looks like another character");
    }

    private static Optional<Integer> first(String text, IntPredicate isMeant) {
        return text.codePoints().filter(isMeant).boxed().findFirst();
    }

    private static String name(int character) {
        return "U+%04X %s".formatted(character, Character.getName(character));
    }
}
