package org.lineageca.ca.exchange.courier;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.lineageca.ca.exchange.Contents;
import org.lineageca.ca.exchange.ExchangePackage;
import org.lineageca.ca.exchange.RequestedCertificate;
import org.lineageca.octets.Octets;

/**
 * What was asked of offline installations, as the packages it went in say.
 *
 * @param certificates by their occasions
 * @param acts numbers of acts that went out
 */
record SentOrders(Map<Octets, RequestedCertificate> certificates, Set<Long> acts) {

    SentOrders {
        certificates = Map.copyOf(certificates);
        acts = Set.copyOf(acts);
    }

    static SentOrders of(ExchangeLedger ledger) {
        var certificates = new HashMap<Octets, RequestedCertificate>();
        var acts = new HashSet<Long>();
        for (var carried : ledger.carried(KeptPackage.Direction.SENT, Contents.Requests.KIND)) {
            var exchanged = ExchangePackage.read(carried.octets(), _ -> true);
            if (exchanged.manifest().contents() instanceof Contents.Requests(var requested)) {
                for (var act : requested) {
                    acts.add(act.act());
                    act.orders().forEach(order -> certificates.put(order.occasion(), order));
                }
            }
        }
        return new SentOrders(certificates, acts);
    }
}
