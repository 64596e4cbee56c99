package org.lineageca.ca.exchange.courier;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.exchange.ExchangeVerification;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.octets.Octets;

/**
 * First contact: one person brings a partner's key, another compares its words with those the
 * partner reads aloud; from then on packages it signs are taken.
 */
public final class PinPartner {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private final ExchangeLedger ledger;
    private final OwnExchangeKey own;
    private final InstantSource clock;

    public PinPartner(ExchangeLedger ledger, OwnExchangeKey own, InstantSource clock) {
        this.ledger = ledger;
        this.own = own;
        this.clock = clock;
    }

    /** This installation's key, to be carried to a partner; empty before it was generated. */
    public Optional<Octets> ownKey(Actor actor) {
        actor.require(Permission.VIEW);
        return own.publicKey();
    }

    public List<Partner> list(Actor actor) {
        actor.require(Permission.VIEW);
        return ledger.partners();
    }

    /**
     * Brings a key.
     *
     * @param name what the partner is to be called here
     * @param publicKey DER SubjectPublicKeyInfo
     * @throws RefusedException saying what is wrong with it
     */
    public Partner.Proposed propose(Actor actor, String name, Octets publicKey) {
        actor.require(Permission.DECIDE);
        if (!NAME.matcher(name).matches()) {
            throw refused(
                    Refusal.INVALID_VALUE,
                    "'"
                            + name
                            + "' is no name for a partner: 1 to 32 of a-z, 0-9 and hyphens, a letter first.");
        }
        ExchangeVerification.problem(publicKey)
                .ifPresent(problem -> {
                    throw refused(
                            Refusal.UNACCEPTABLE_KEY, "The key was refused: " + problem + ".");
                });
        if (own.publicKey().filter(publicKey::equals).isPresent()) {
            throw refused(
                    Refusal.UNACCEPTABLE_KEY,
                    "This is the key of this very installation. Fetch the other one's.");
        }
        return ledger.propose(
                        name,
                        publicKey,
                        new DecidedAct.Signature(actor.name(), clock.instant()),
                        actor)
                .orElseThrow(() ->
                        refused(
                                Refusal.DUPLICATE,
                                "A partner of the name '"
                                        + name
                                        + "', or with this key, is on record. Remove it first."));
    }

    /**
     * Confirms a key that another person brought.
     *
     * @param sha256 of the key whose words were compared
     * @throws RefusedException if it is another key, or one's own proposal
     */
    public Partner.Pinned confirm(Actor actor, String name, Octets sha256) {
        actor.require(Permission.DECIDE);
        if (!(find(name) instanceof Partner.Proposed proposed)) {
            throw refused(Refusal.CANNOT_PLAN, "The partner '" + name + "' is pinned already.");
        }
        if (!proposed.party().sha256().equals(sha256)) {
            throw refused(
                    Refusal.CANNOT_PLAN,
                    "The key of '%s' on record has the SHA-256 %s, not %s. Compare it again, and remove the partner if it is wrong."
                            .formatted(name, proposed.party(), sha256));
        }
        if (proposed.proposal().name().equals(actor.name())) {
            throw refused(
                    Refusal.CANNOT_PLAN,
                    "%s brought the key of '%s' and cannot confirm it too: it takes two people."
                            .formatted(actor.name(), name));
        }
        var pinned = proposed.pinned(new DecidedAct.Signature(actor.name(), clock.instant()));
        ledger.pinned(pinned, actor);
        return pinned;
    }

    /** Ends the exchange with a partner; its key may be brought anew. */
    public void remove(Actor actor, String name) {
        actor.require(Permission.DECIDE);
        ledger.removed(find(name), clock.instant(), actor);
    }

    private Partner find(String name) {
        return ledger.partners().stream()
                .filter(partner -> partner.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> refused(Refusal.NOT_FOUND, "There is no partner '" + name + "'."));
    }

    private static RefusedException refused(Refusal refusal, String why) {
        return new RefusedException(refusal, why + " Nothing was changed.");
    }
}
