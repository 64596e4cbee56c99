package org.lineageca.ca.exchange.courier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.Plan;
import org.lineageca.ca.ceremony.CaOrder;
import org.lineageca.ca.exchange.Contents;
import org.lineageca.ca.exchange.ExchangePackage;
import org.lineageca.ca.exchange.RequestRules;
import org.lineageca.ca.exchange.RequestedAct;
import org.lineageca.ca.exchange.RequestedCertificate;
import org.lineageca.ca.lifecycle.CertificateStore;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.octets.Octets;

/**
 * What online installations ask for, as the packages say that were taken: what a ceremony's script
 * can name.
 */
public final class TakenRequests {

    /**
     * An act with the certificates it asks for.
     *
     * @param partner who asks
     * @param orders their ids are {@code <partner>-<act>-<number>}
     */
    public record TakenAct(String partner, RequestedAct act, Plan plan, List<CaOrder> orders) {
        public TakenAct {
            orders = List.copyOf(orders);
        }
    }

    private final ExchangeLedger ledger;
    private final CertificateStore certificates;

    public TakenRequests(ExchangeLedger ledger, CertificateStore certificates) {
        this.ledger = ledger;
        this.certificates = certificates;
    }

    /** All there ever were, in the order they were taken. */
    public List<TakenAct> all() {
        return all(new HashMap<>());
    }

    /**
     * What a package asks for that comes after all these, its certificates named as they will be.
     */
    List<TakenAct> next(String partner, ExchangePackage exchanged) {
        var numbers = new HashMap<String, Integer>();
        all(numbers);
        return taken(partner, exchanged, numbers);
    }

    /**
     * All there ever were.
     *
     * @param numbers how many certificates have been named so far, by what their names begin with
     */
    private List<TakenAct> all(Map<String, Integer> numbers) {
        return ledger.carried(KeptPackage.Direction.TAKEN, Contents.Requests.KIND).stream()
                // Its signer was a partner when it was taken, and is on record.
                .flatMap(carried ->
                        taken(
                                carried.partner(),
                                ExchangePackage.read(carried.octets(), _ -> true),
                                numbers)
                                .stream())
                .toList();
    }

    private static List<TakenAct> taken(
            String partner, ExchangePackage exchanged, Map<String, Integer> numbers) {
        var acts = new ArrayList<TakenAct>();
        if (exchanged.manifest().contents() instanceof Contents.Requests(var requested)) {
            for (var act : requested) {
                acts.add(taken(partner, exchanged, act, numbers));
            }
        }
        return acts;
    }

    /** The certificates that no ceremony has signed yet. */
    public List<CaOrder> open() {
        return all().stream()
                .flatMap(act -> act.orders().stream())
                .filter(order -> certificates.answer(order.issuer(), order.occasion()).isEmpty())
                .toList();
    }

    private static TakenAct taken(
            String partner,
            ExchangePackage exchanged,
            RequestedAct act,
            Map<String, Integer> numbers) {
        var plan = RequestRules.plan(exchanged, act);
        var stem = partner + "-" + act.act();
        var orders = new ArrayList<CaOrder>();
        for (var order : act.orders()) {
            var id = stem + "-" + numbers.merge(stem, 1, Integer::sum);
            orders.add(order(id, order, present(exchanged, plan.act(), order)));
        }
        return new TakenAct(partner, act, plan, orders);
    }

    private static CaOrder order(String id, RequestedCertificate order, @Nullable Octets present) {
        return new CaOrder(
                id,
                order.issuer(),
                order.template(),
                order.subject(),
                order.publicKey(),
                present,
                order.constraints(),
                order.validity(),
                order.occasion());
    }

    /** The key the CA of that name has now; null where the name is new, or not the asker's. */
    private static @Nullable Octets present(
            ExchangePackage exchanged, Act act, RequestedCertificate order) {
        var file = order.present();
        return switch (act) {
            case Act.Renew _, Act.Modify _, Act.Rekey _ ->
                    file == null ? null : CaCertificate.parse(exchanged.file(file)).publicKey();
            case Act.Roll _,
                    Act.CutOver _,
                    Act.Disable _,
                    Act.CrossCertify _,
                    Act.TrustAnchor _,
                    Act.RevokeCa _,
                    Act.RevokeCertificates _,
                    Act.ReissueCertificates _,
                    Act.Retire _,
                    Act.DestroyKey _,
                    Act.ChangeProfile _,
                    Act.ChangePeople _ ->
                    null;
        };
    }
}
