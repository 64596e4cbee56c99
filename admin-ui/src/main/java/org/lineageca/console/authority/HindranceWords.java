package org.lineageca.console.authority;

import org.lineageca.ca.forecast.Hindrance;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Instants;

/** What keeps a generation from its end, in a sentence for the reader. */
public final class HindranceWords {

    private static final Texts TEXTS = Texts.of(HindranceWords.class);

    private HindranceWords() {}

    public static String of(Hindrance hindrance) {
        return switch (hindrance) {
            case Hindrance.Standing standing -> standing(standing);
            case Hindrance.NotRetired(var state) ->
                    TEXTS.say("must-be-retired-first", StateWords.of(state));
            case Hindrance.Unexpired(var count, var last) ->
                    TEXTS.say("answers-for", count, Instants.show(last));
        };
    }

    private static String standing(Hindrance.Standing standing) {
        return switch (standing) {
            case NEVER_BEGAN -> TEXTS.say("it-never-began");
            case ONLY_STAGED -> TEXTS.say("it-is-only-staged");
            case ISSUES -> TEXTS.say("it-issues");
            case RETIRED -> TEXTS.say("it-is-retired-already");
            case DESTROYED -> TEXTS.say("its-key-is-destroyed-already");
            case REVOKED -> TEXTS.say("its-certificate-is-revoked");
            case FINAL_CRL_MISSING -> TEXTS.say("its-final-crl-is-not-out");
        };
    }
}
