package org.lineageca.ca.exchange;

import java.util.List;

/**
 * An act that two people decided online and that needs a key kept offline.
 *
 * @param act its number on record there
 * @param plan the file with the plan's text
 * @param orders certificates that follow from it; empty where a ceremony makes the keys, too
 */
public record RequestedAct(
        long act,
        String plan,
        Consent proposal,
        List<Consent> approvals,
        List<RequestedCertificate> orders) {

    public RequestedAct {
        FileName.require(plan);
        approvals = List.copyOf(approvals);
        orders = List.copyOf(orders);
    }
}
