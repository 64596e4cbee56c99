package org.lineageca.console.exchange;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.config.Settings;
import org.lineageca.ca.exchange.courier.KeptPackage;
import org.lineageca.ca.exchange.courier.ListPackages;
import org.lineageca.ca.exchange.courier.Partner;
import org.lineageca.ca.exchange.courier.PinPartner;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.x509.Pem;
import org.lineageca.console.language.Texts;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.octets.Octets;

/** First contact: whose packages are taken, and by whose word. */
@Singleton
public final class PartnersPresenter {

    private static final Texts TEXTS = Texts.of(PartnersPresenter.class);

    /** Enough to find the last of each partner. */
    private static final int NEWEST = 500;

    private final PinPartner pin;
    private final ListPackages packages;
    private final Settings.Installation installation;

    PartnersPresenter(PinPartner pin, ListPackages packages, Settings.Installation installation) {
        this.pin = pin;
        this.packages = packages;
        this.installation = installation;
    }

    PartnersPage page(Actor actor) {
        var carried = packages.newest(actor, NEWEST);
        var partners = pin.list(actor);
        return new PartnersPage(
                own(actor),
                partners.stream().map(partner -> row(actor, partner, carried)).toList(),
                actor.may(Permission.DECIDE),
                suggestedName(partners));
    }

    /** Most have one partner, of the other kind. */
    private String suggestedName(List<Partner> partners) {
        return partners.isEmpty() ? installation.isOffline() ? "online" : "vault" : "";
    }

    /**
     * Brings a partner's key.
     *
     * @param file as it was carried here: PEM, or DER SubjectPublicKeyInfo
     */
    Answer propose(Actor actor, String name, Octets file) {
        Octets key;
        try {
            key = publicKey(file);
        } catch (IllegalArgumentException e) {
            return new Answer.Refused(TEXTS.say("the-key-cannot-be-read", e.getMessage()));
        }
        try {
            var proposed = pin.propose(actor, name.strip(), key);
            return new Answer.Done(TEXTS.say("the-key-of-is-on", proposed.name()));
        } catch (RefusedException e) {
            return new Answer.Refused(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Confirms a key that another person brought.
     *
     * @param compared SHA-256 of the key whose words were on the page
     */
    void confirm(Actor actor, String name, Octets compared) {
        pin.confirm(actor, name, compared);
    }

    void remove(Actor actor, String name) {
        pin.remove(actor, name);
    }

    /**
     * The DER of a public key.
     *
     * @throws IllegalArgumentException if it is PEM of something else
     */
    static Octets publicKey(Octets file) {
        var text = new String(file.toArray(), StandardCharsets.ISO_8859_1);
        return text.contains("-----BEGIN ") ? Pem.decode(text, List.of("PUBLIC KEY")) : file;
    }

    private OwnKey own(Actor actor) {
        try {
            return pin.ownKey(actor)
                    .<OwnKey>map(OwnKey.Present::new)
                    .orElseGet(OwnKey.NotMadeYet::new);
        } catch (TokenUnavailableException e) {
            return new OwnKey.OutOfReach(String.valueOf(e.getMessage()));
        }
    }

    private static PartnerRow row(Actor actor, Partner partner, List<KeptPackage> carried) {
        return switch (partner) {
            case Partner.Proposed proposed ->
                    new PartnerRow(proposed, 0, 0, null, cannotConfirm(actor, proposed));
            case Partner.Pinned pinned ->
                    new PartnerRow(
                            pinned,
                            pinned.sent().sequence(),
                            pinned.taken().sequence(),
                            last(pinned, carried),
                            TEXTS.say("it-is-pinned"));
        };
    }

    private static @Nullable String cannotConfirm(Actor actor, Partner.Proposed proposed) {
        if (!actor.may(Permission.DECIDE)) {
            return TEXTS.say("your-role-looks-and-decides");
        }
        return proposed.proposal().name().equals(actor.name())
                ? TEXTS.say("you-brought-it-so-another")
                : null;
    }

    /** Those of a partner of the same name that was removed are older than the confirmation. */
    private static @Nullable Instant last(Partner.Pinned partner, List<KeptPackage> carried) {
        return carried.stream()
                .filter(each -> each.partner().equals(partner.name()))
                .map(KeptPackage::at)
                .filter(at -> !at.isBefore(partner.confirmation().at()))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
