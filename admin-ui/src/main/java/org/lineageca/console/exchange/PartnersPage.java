package org.lineageca.console.exchange;

import java.util.List;

/**
 * Who packages are exchanged with.
 *
 * @param mayDecide whether the person who looks may bring, confirm and remove keys
 */
record PartnersPage(OwnKey own, List<PartnerRow> partners, boolean mayDecide) {
    PartnersPage {
        partners = List.copyOf(partners);
    }
}
