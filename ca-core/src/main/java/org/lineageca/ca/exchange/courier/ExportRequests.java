package org.lineageca.ca.exchange.courier;

import java.time.InstantSource;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.exchange.Contents;
import org.lineageca.ca.exchange.ExchangePackage;
import org.lineageca.ca.exchange.ExchangeSignature;
import org.lineageca.ca.exchange.PartyId;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.FindOfflineWork;
import org.lineageca.ca.lifecycle.OfflineWork;
import org.lineageca.ca.token.TokenSigning;

/**
 * Packs what two people approved online and only a key kept offline can do. Each thing goes out
 * once; a package that got lost is fetched again, not made anew.
 */
public final class ExportRequests {

    private final ExchangeLedger ledger;
    private final FindOfflineWork offlineWork;
    private final AuthorityStore authorities;
    private final TokenSigning signing;
    private final ExchangeSignature signature;
    private final InstantSource clock;

    public ExportRequests(
            ExchangeLedger ledger,
            FindOfflineWork offlineWork,
            AuthorityStore authorities,
            TokenSigning signing,
            ExchangeSignature signature,
            InstantSource clock) {
        this.ledger = ledger;
        this.offlineWork = offlineWork;
        this.authorities = authorities;
        this.signing = signing;
        this.signature = signature;
        this.clock = clock;
    }

    /** What would be packed now. */
    public List<OfflineWork> waiting(Actor actor) {
        actor.require(Permission.VIEW);
        return unsent();
    }

    /**
     * Packs it and keeps the package.
     *
     * @param partner the name of a pinned partner
     * @throws RefusedException if nothing waits, or the partner is not pinned
     */
    public ExchangeLedger.CarriedOctets export(Actor actor, String partner) {
        actor.require(Permission.DECIDE);
        var to = PinnedPartners.find(ledger, partner);
        var waiting = unsent();
        if (waiting.isEmpty()) {
            throw new RefusedException(
                    Refusal.CANNOT_PLAN,
                    "No approved act waits for a key kept offline that was not asked for before. Nothing was packed. The last package for '%s' is number %d: fetch it again if it got lost."
                            .formatted(partner, to.sent().sequence()));
        }
        var at = clock.instant();
        var pack = new PackRequests(authorities, signing, at, actor);
        waiting.forEach(pack::add);
        var route = to.sent().next(PartyId.ofPublicKey(signature.publicKey()), to.party());
        var written = ExchangePackage.write(route, at, pack.contents(), pack.files(), signature);
        ledger.sent(to, Contents.Requests.KIND, written, at, actor);
        return new ExchangeLedger.CarriedOctets(partner, route.sequence(), written.octets());
    }

    private List<OfflineWork> unsent() {
        var sent = SentOrders.of(ledger);
        return offlineWork.open().stream()
                .map(work -> new OfflineWork(work.act(), unsent(work, sent)))
                .filter(work -> !work.orders().isEmpty() || !sent.acts().contains(work.act().id()))
                .toList();
    }

    private static List<OfflineWork.Order> unsent(OfflineWork work, SentOrders sent) {
        return work.orders().stream()
                .filter(order -> !sent.certificates().containsKey(order.content().occasion()))
                .toList();
    }
}
