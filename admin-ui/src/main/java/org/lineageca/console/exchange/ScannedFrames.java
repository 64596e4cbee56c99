package org.lineageca.console.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lineageca.ca.exchange.QrFrames;
import org.lineageca.console.language.Texts;
import org.lineageca.octets.Octets;

/**
 * QR codes of a package as they come in, from a scanner that types and from pictures. What is typed
 * can be corrected; what was read from a picture stays.
 */
final class ScannedFrames {

    private static final Texts TEXTS = Texts.of(ScannedFrames.class);

    /** More than all frames of the largest package that can be shown. */
    static final int MOST_CHARACTERS = QrFrames.MOST * 1_000;

    private static final Pattern NUMBER = Pattern.compile("LQ1 \\S+ ([0-9]+)/.*");

    /** How far it has come. */
    sealed interface State {

        /** Nothing was scanned. */
        record Empty() implements State {}

        /**
         * Some are missing.
         *
         * @param missing their numbers, such as {@code 2, 5–8}
         */
        record Gathering(int have, int of, String missing) implements State {}

        /** All are there. */
        record Complete(int of, Octets octets) implements State {}

        /**
         * They do not fit together.
         *
         * @param why a sentence
         */
        record Wrong(String why) implements State {}
    }

    private final LinkedHashSet<String> pictured = new LinkedHashSet<>();
    private List<String> typed = List.of();

    /** Takes what stands in the field now, a frame a line. */
    State type(String text) {
        typed = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return state();
    }

    /**
     * Takes a picture.
     *
     * @return what was found in it, a sentence
     */
    String show(String name, Octets picture) {
        return switch (QrPictures.read(picture)) {
            case QrPictures.Reading.Nothing(var why) ->
                    TEXTS.say("take-it-again-nearer-straight", name, why);
            case QrPictures.Reading.Codes(var texts) -> take(name, texts);
        };
    }

    private String take(String name, List<String> texts) {
        var together = new LinkedHashSet<>(pictured);
        texts.forEach(text -> together.add(text.strip()));
        if (QrFrames.join(together) instanceof QrFrames.Joining.Refused(var why)) {
            return TEXTS.say("was-left-out", name, why);
        }
        pictured.clear();
        pictured.addAll(together);
        var numbers =
                texts.stream()
                        .map(NUMBER::matcher)
                        .filter(java.util.regex.Matcher::matches)
                        .map(matcher -> Integer.valueOf(matcher.group(1)))
                        .sorted()
                        .toList();
        return numbers.size() == 1
                ? TEXTS.say("frame", name, ranges(numbers))
                : TEXTS.say("frames", name, ranges(numbers));
    }

    void clear() {
        pictured.clear();
        typed = List.of();
    }

    State state() {
        var all = new LinkedHashSet<>(pictured);
        all.addAll(typed);
        return switch (QrFrames.join(all)) {
            case QrFrames.Joining.Refused(var why) ->
                    new State.Wrong(TEXTS.say("correct-the-line-or-start", capitalised(why)));
            case QrFrames.Joining.Joined(var octets) -> new State.Complete(all.size(), octets);
            case QrFrames.Joining.Missing(var numbers) ->
                    numbers.isEmpty()
                            ? new State.Empty()
                            : new State.Gathering(
                                    all.size(), all.size() + numbers.size(), ranges(numbers));
        };
    }

    /** Of ascending numbers, those that follow each other drawn together: {@code 2, 5–8}. */
    static String ranges(Collection<Integer> ascending) {
        var ranges = new ArrayList<int[]>();
        for (var number : ascending) {
            if (!ranges.isEmpty() && ranges.getLast()[1] == number - 1) {
                ranges.getLast()[1] = number;
            } else {
                ranges.add(new int[] {number, number});
            }
        }
        return ranges.stream()
                .map(range -> range[0] == range[1] ? "" + range[0] : range[0] + "–" + range[1])
                .collect(Collectors.joining(", "));
    }

    private static String capitalised(String clause) {
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1);
    }
}
