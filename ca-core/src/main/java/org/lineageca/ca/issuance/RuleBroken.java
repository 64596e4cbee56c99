package org.lineageca.ca.issuance;

import org.lineageca.ca.yaml.Place;

/** Refusals of what a rule of a profile does not allow, with the place of the rule. */
final class RuleBroken {

    private RuleBroken() {}

    static RefusedException names(String what, Place rule) {
        return new RefusedException(Refusal.UNACCEPTABLE_NAMES, message(what, rule));
    }

    static RefusedException key(String what, Place rule) {
        return new RefusedException(Refusal.UNACCEPTABLE_KEY, message(what, rule));
    }

    private static String message(String what, Place rule) {
        return "The request was refused: "
                + what
                + ". So says "
                + rule.path()
                + " (line "
                + rule.line()
                + " of the profile's document). Nothing was issued.";
    }
}
