package org.lineageca.console.exchange;

import java.util.List;

/**
 * Who packages are exchanged with.
 *
 * @param mayDecide whether the person who looks may bring, confirm and remove keys
 * @param suggestedName what the next partner may be called; empty where nothing suggests itself
 */
record PartnersPage(
        OwnKey own, List<PartnerRow> partners, boolean mayDecide, String suggestedName) {
    PartnersPage {
        partners = List.copyOf(partners);
    }
}
