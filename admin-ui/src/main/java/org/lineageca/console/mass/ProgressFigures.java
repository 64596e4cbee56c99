package org.lineageca.console.mass;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.mass.Outlook;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.Numbers;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.watch.KeyFigure;
import org.lineageca.console.watch.KeyFigures;

/** How far a list has come, in figures. */
final class ProgressFigures {

    private static final Texts TEXTS = Texts.of(ProgressFigures.class);

    private ProgressFigures() {}

    /** How many of them something has come of, and what of the others. */
    record Changed(String name, long count, String note) {}

    /**
     * Of a list.
     *
     * @param perSecond null before the first step
     * @param left foreseen; null at the end
     */
    static KeyFigures of(
            long done,
            long certificates,
            Changed changed,
            @Nullable Double perSecond,
            @Nullable Duration left) {
        return new KeyFigures(
                List.of(
                        figure(
                                TEXTS.say("had-their-turn"),
                                100 * done / Math.max(1, certificates) + " %",
                                TEXTS.say("of", Numbers.show(done), Numbers.show(certificates))),
                        figure(changed.name(), Numbers.show(changed.count()), changed.note()),
                        figure(
                                TEXTS.say("in-a-second"),
                                perSecond == null ? "–" : Numbers.show(Math.round(perSecond)),
                                TEXTS.say("while-it-works")),
                        figure(
                                TEXTS.say("time-left"),
                                left == null ? "–" : TEXTS.say("about", Outlook.spoken(left)),
                                perSecond == null
                                        ? TEXTS.say("foreseen")
                                        : TEXTS.say("at-this-rate"))));
    }

    private static KeyFigure figure(String name, String value, String note) {
        return new KeyFigure(name, value, note, Badge.Tone.QUIET);
    }
}
