package org.lineageca.ca.lifecycle;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.x509.CaCertificate;

/**
 * What an approved act waits for that only a token kept offline can do.
 *
 * @param orders certificates that can be asked for; empty where the ceremony makes the keys, too,
 *     or signs CRLs only
 */
public record OfflineWork(DecidedAct.Approved act, List<Order> orders) {

    public OfflineWork {
        orders = List.copyOf(orders);
    }

    /**
     * A certificate that can be asked for.
     *
     * @param present the certificate that is renewed, or the predecessor's; null for a CA that is
     *     not ours
     * @param other the certificate of the CA that is cross-certified; null for one of ours
     */
    public record Order(
            SignCaCertificate.Order content,
            @Nullable CaCertificate present,
            @Nullable CaCertificate other) {}
}
