package org.lineageca.ca.rehearsal;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;

/** What becomes of relying parties with one verifier in one layout; later ones are worse. */
public enum Verdict {
    /** Good certificates are accepted and revoked ones rejected as revoked. */
    OK("ok"),
    /** A certificate is refused that should not be, or for another reason than it should. */
    ERROR("error"),
    /** It fails open. */
    REVOKED_ACCEPTED("revoked accepted"),
    /** Ok only if the CRLs are loaded in one order. */
    DEPENDS_ON_ORDER("depends on order");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }

    /** What several trials come to. */
    static Verdict of(Collection<Trial> trials) {
        var byOrder = EnumSet.noneOf(Verdict.class);
        for (var first : Side.values()) {
            byOrder.add(
                    worst(trials.stream().filter(trial -> trial.crlsFirst() == first).toList()));
        }
        if (byOrder.contains(OK) && byOrder.size() > 1) {
            return DEPENDS_ON_ORDER;
        }
        return byOrder.stream().max(Verdict::compareTo).orElseThrow();
    }

    private static Verdict worst(List<Trial> trials) {
        return trials.stream().map(Trial::verdict).max(Verdict::compareTo).orElse(OK);
    }
}
