package org.lineageca.console.paths;

import org.lineageca.ca.lifecycle.AcceptableCas;
import org.lineageca.ca.path.Origin;
import org.lineageca.console.language.Texts;

/** Where the certificates of a path come from, and where those of a bundle stand, in words. */
final class PathWords {

    private static final Texts TEXTS = Texts.of(PathWords.class);

    private PathWords() {}

    static String of(Origin origin) {
        return switch (origin) {
            case OWN -> TEXTS.say("origin.own");
            case RENEWED -> TEXTS.say("origin.renewed");
            case CROSS -> TEXTS.say("origin.cross");
            case LINK -> TEXTS.say("origin.link");
            case FOREIGN -> TEXTS.say("origin.foreign");
            case GIVEN -> TEXTS.say("origin.given");
        };
    }

    static String of(AcceptableCas.Position position) {
        return switch (position) {
            case ISSUER -> TEXTS.say("position.issuer");
            case INTERMEDIATE -> TEXTS.say("position.intermediate");
            case ROOT -> TEXTS.say("position.root");
        };
    }
}
