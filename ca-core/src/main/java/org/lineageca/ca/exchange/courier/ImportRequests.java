package org.lineageca.ca.exchange.courier;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.ceremony.CaOrder;
import org.lineageca.ca.exchange.Contents;
import org.lineageca.ca.exchange.Examination;
import org.lineageca.ca.exchange.PackageFault;
import org.lineageca.ca.exchange.PackageRefusedException;
import org.lineageca.ca.exchange.PartyId;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.octets.Octets;

/**
 * Takes what an online installation asks for. Nothing is signed by it: a ceremony's script has to
 * name the requests, and its people to approve that.
 */
public final class ImportRequests {

    private final ExchangeLedger ledger;
    private final OwnExchangeKey own;
    private final AuthorityStore authorities;
    private final TakenRequests requests;
    private final InstantSource clock;

    public ImportRequests(
            ExchangeLedger ledger,
            OwnExchangeKey own,
            AuthorityStore authorities,
            TakenRequests requests,
            InstantSource clock) {
        this.ledger = ledger;
        this.own = own;
        this.authorities = authorities;
        this.requests = requests;
        this.clock = clock;
    }

    /** What was asked for so far, in the order it came. */
    public List<TakenRequests.TakenAct> list(Actor actor) {
        actor.require(Permission.VIEW);
        return requests.all();
    }

    /** The certificates among them that no ceremony has signed yet. */
    public List<CaOrder> open(Actor actor) {
        actor.require(Permission.VIEW);
        return requests.open();
    }

    /**
     * Examines a package as it is when it is taken, and changes nothing.
     *
     * @throws PackageRefusedException saying what is wrong with it
     */
    public Arrived<TakenRequests.TakenAct> examine(Actor actor, Octets octets) {
        actor.require(Permission.DECIDE);
        return arrived(pass(octets, PinnedPartners.all(ledger)));
    }

    /**
     * Takes a package.
     *
     * @return what it asks for
     * @throws PackageRefusedException saying what is wrong with it; nothing was changed
     */
    public List<TakenRequests.TakenAct> take(Actor actor, Octets octets) {
        actor.require(Permission.DECIDE);
        var partners = PinnedPartners.all(ledger);
        var passed = pass(octets, partners);
        var arrived = arrived(passed);
        ledger.taken(
                PinnedPartners.signerOf(partners, passed.partner().publicKey()),
                Contents.Requests.KIND,
                octets,
                passed.position(),
                clock.instant(),
                actor,
                _ -> {});
        return arrived.contents();
    }

    private Examination.Passed pass(Octets octets, List<Partner.Pinned> partners) {
        var passed =
                Examination.examine(
                        octets,
                        new Examination.Recipient(
                                self(),
                                Contents.Requests.KIND,
                                PinnedPartners.examining(partners, ledger),
                                authorities.generations(),
                                Map.of()));
        requireNewOccasions(passed.exchanged().manifest().contents(), requests.all());
        return passed;
    }

    private Arrived<TakenRequests.TakenAct> arrived(Examination.Passed passed) {
        var partner = passed.partner().name();
        return new Arrived<>(
                partner, passed.exchanged(), requests.next(partner, passed.exchanged()));
    }

    private PartyId self() {
        return own.publicKey()
                .map(PartyId::ofPublicKey)
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.CANNOT_PLAN,
                                "This installation has no exchange key yet, so no package can be addressed to it. Nothing was taken. Its first ceremony makes the key."));
    }

    /** One occasion, one certificate: it is found again by nothing else. */
    private static void requireNewOccasions(
            Contents contents, List<TakenRequests.TakenAct> before) {
        var known =
                before.stream()
                        .flatMap(act -> act.orders().stream())
                        .map(CaOrder::occasion)
                        .collect(Collectors.toSet());
        if (contents instanceof Contents.Requests(var acts)) {
            for (var act : acts) {
                for (var order : act.orders()) {
                    if (known.contains(order.occasion())) {
                        throw new PackageRefusedException(
                                PackageFault.NOT_PLANNED,
                                "act "
                                        + act.act()
                                        + " asks for a certificate on an occasion on which one was asked for before");
                    }
                }
            }
        }
    }
}
