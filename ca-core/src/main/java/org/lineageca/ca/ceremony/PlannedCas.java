package org.lineageca.ca.ceremony;

import java.util.ArrayList;
import java.util.List;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.yaml.Place;

/** The CAs a plan knows at some step, and how a script may name them. */
final class PlannedCas {

    private final List<PlannedCa> cas = new ArrayList<>();

    void put(PlannedCa ca) {
        cas.removeIf(each -> each.keyName().equals(ca.keyName()));
        cas.add(ca);
    }

    List<PlannedCa> all() {
        return List.copyOf(cas);
    }

    /** By name in the script, label, or common name if one alone has it. */
    PlannedCa named(String name, Place place) {
        var byKey = cas.stream().filter(ca -> ca.keyName().equals(name)).findFirst();
        if (byKey.isPresent()) {
            return byKey.get();
        }
        var byCommonName =
                cas.stream().filter(ca -> ca.identity().name().commonName().equals(name)).toList();
        if (byCommonName.size() == 1) {
            return byCommonName.getFirst();
        }
        throw place.wrong(
                byCommonName.isEmpty()
                        ? "no CA '"
                                + name
                                + "' has its key on this token, and no step before makes one"
                        : "several CAs are named '" + name + "'; name the generation by its label");
    }

    /** Who signs certificates, and what it allows below it. */
    PlannedCa issuer(String name, Place place) {
        var issuer = named(name, place);
        if (!issuer.issues()) {
            throw place.wrong(
                    "'"
                            + name
                            + "' issues nothing: it is not the enabled generation of its lineage");
        }
        return issuer;
    }

    /** Whether an issuer may certify a CA of such constraints (RFC 5280 4.2.1.9 and 10). */
    static void requireNested(PlannedCa issuer, CaConstraints below, Place place) {
        issuer.constraints()
                .obstacle(below, 0)
                .ifPresent(obstacle -> {
                    throw place.wrong(issuer.identity().name().commonName() + " " + obstacle);
                });
    }

    void requireNewName(DistinguishedName name, Place place) {
        if (cas.stream().anyMatch(ca -> ca.identity().name().equals(name))) {
            throw place.wrong("there is a CA named " + name + "; a new CA needs a name of its own");
        }
    }

    boolean isEnabledLineage(String lineage) {
        return cas.stream().anyMatch(ca -> lineage.equals(ca.identity().lineage()) && ca.issues());
    }

    boolean hasSiblings(PlannedCa ca) {
        return cas.stream()
                .anyMatch(other ->
                        !other.keyName().equals(ca.keyName())
                                && other.identity().name().equals(ca.identity().name()));
    }
}
