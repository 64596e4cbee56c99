package org.lineageca.ca.ceremony;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A PIN that was split, on its way to the custodians and back.
 *
 * @param set its name, 8 hexadecimal digits
 * @param custodians in the order of their indices, which begin at 1
 * @param taken indices of the shares their custodians took
 * @param confirmed indices of the shares that were handed in to show that they can be read
 */
public record ShareRound(
        String set,
        int quorum,
        List<String> custodians,
        Set<Integer> taken,
        Set<Integer> confirmed) {

    public ShareRound {
        custodians = List.copyOf(custodians);
        taken = java.util.Collections.unmodifiableSet(new TreeSet<>(taken));
        confirmed = java.util.Collections.unmodifiableSet(new TreeSet<>(confirmed));
    }

    /** From 1. */
    public int indexOf(String custodian) {
        var at = custodians.indexOf(custodian);
        if (at < 0) {
            throw new IllegalMoveException("'" + custodian + "' is no custodian of these shares");
        }
        return at + 1;
    }

    public boolean isComplete() {
        return confirmed.size() == custodians.size();
    }

    ShareRound took(int index) {
        return new ShareRound(set, quorum, custodians, plus(taken, index), confirmed);
    }

    ShareRound confirmed(int index) {
        return new ShareRound(set, quorum, custodians, taken, plus(confirmed, index));
    }

    private static Set<Integer> plus(Set<Integer> indices, int index) {
        var all = new TreeSet<>(indices);
        all.add(index);
        return all;
    }
}
