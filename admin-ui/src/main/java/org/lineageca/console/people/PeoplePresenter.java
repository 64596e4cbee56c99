package org.lineageca.console.people;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.ActRequest;
import org.lineageca.ca.lifecycle.ChangePeople;
import org.lineageca.ca.lifecycle.DecideActs;
import org.lineageca.ca.people.RegisteredPerson;
import org.lineageca.ca.x509.Pem;
import org.lineageca.console.language.Texts;
import org.lineageca.console.planning.PlanPresenter;
import org.lineageca.octets.Octets;

/** What the view of people shows and does. */
@Singleton
final class PeoplePresenter {

    private static final Texts TEXTS = Texts.of(PeoplePresenter.class);

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final ChangePeople changePeople;
    private final DecideActs decideActs;
    private final PlanPresenter planning;

    PeoplePresenter(ChangePeople changePeople, DecideActs decideActs, PlanPresenter planning) {
        this.changePeople = changePeople;
        this.decideActs = decideActs;
        this.planning = planning;
    }

    /** Everyone who is or was registered, by name. */
    List<RegisteredPerson> people(Actor actor) {
        return changePeople.all(actor);
    }

    static boolean mayPropose(Actor actor) {
        return actor.may(Permission.DECIDE);
    }

    /** What a change would bring about; keeps nothing. */
    DecideActs.Previewed preview(Actor actor, ActRequest.ChangePeople change) {
        return decideActs.preview(actor, change);
    }

    /**
     * Proposes what was previewed.
     *
     * @param shown SHA-256 of the plan that was previewed
     * @return the act's number
     */
    long propose(Actor actor, ActRequest.ChangePeople change, Octets shown) {
        return planning.propose(actor, change, shown);
    }

    /**
     * The fingerprint of a certificate.
     *
     * @param text PEM, or the SHA-256 in hexadecimal digits, with or without colons and blanks
     */
    static Octets fingerprint(String text) {
        var digits = text.replaceAll("[\\s:]", "").toLowerCase(Locale.ROOT);
        if (SHA256.matcher(digits).matches()) {
            return Octets.ofHex(digits);
        }
        try {
            return Pem.decode(text, List.of("CERTIFICATE")).sha256();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE, TEXTS.say("neither-pem-nor-fingerprint"), e);
        }
    }
}
