package org.lineageca.console.exchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.exchange.courier.Partner;

/**
 * A partner as the list shows it.
 *
 * @param sent how many packages went to it
 * @param taken how many came from it
 * @param last when the last of them was packed or taken; null if there was none
 * @param cannotConfirm why the person who looks cannot pin it; null if they can
 */
record PartnerRow(
        Partner partner,
        long sent,
        long taken,
        @Nullable Instant last,
        @Nullable String cannotConfirm) {

    boolean isPinned() {
        return partner instanceof Partner.Pinned;
    }
}
