package org.lineageca.ca.ceremony;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Who takes part, by the names they are registered under.
 *
 * @param quorum how many custodians it takes to activate the token
 */
public record CeremonyPeople(
        String administrator, String witness, int quorum, List<String> custodians) {

    /** More shares than this no one keeps apart. */
    public static final int MOST_CUSTODIANS = 16;

    public CeremonyPeople {
        custodians = List.copyOf(custodians);
        requireQuorum(quorum, custodians);
        var seen = new HashSet<String>();
        for (var person : all(administrator, witness, custodians)) {
            if (!seen.add(person)) {
                throw new IllegalArgumentException(
                        "'"
                                + person
                                + "' stands here twice; no one holds two roles in a ceremony, and no one is two custodians");
            }
        }
    }

    /**
     * Checks who shall hold shares.
     *
     * @throws IllegalArgumentException if one person alone could activate the token, or nobody
     */
    public static void requireQuorum(int quorum, List<String> custodians) {
        if (custodians.size() > MOST_CUSTODIANS
                || quorum < 2
                || quorum > custodians.size()
                || new HashSet<>(custodians).size() < custodians.size()) {
            throw new IllegalArgumentException(
                    "a quorum of "
                            + quorum
                            + " among "
                            + custodians.size()
                            + " custodians is not possible: at least 2 and at most all of up to "
                            + MOST_CUSTODIANS
                            + " different people");
        }
    }

    /** Everyone, the administrator and the witness first. */
    public List<String> all() {
        return all(administrator, witness, custodians);
    }

    private static List<String> all(String administrator, String witness, List<String> custodians) {
        var people = new ArrayList<>(List.of(administrator, witness));
        people.addAll(custodians);
        return List.copyOf(people);
    }

    public Optional<CeremonyRole> roleOf(String person) {
        if (person.equals(administrator)) {
            return Optional.of(CeremonyRole.ADMINISTRATOR);
        }
        if (person.equals(witness)) {
            return Optional.of(CeremonyRole.WITNESS);
        }
        return custodians.contains(person) ? Optional.of(CeremonyRole.CUSTODIAN) : Optional.empty();
    }

    /** Whether these people are enough: the administrator, the witness and a quorum. */
    public boolean isQuorate(List<String> present) {
        return present.contains(administrator)
                && present.contains(witness)
                && custodians.stream().filter(present::contains).count() >= quorum;
    }
}
