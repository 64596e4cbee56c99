package org.lineageca.ca.api;

import java.util.List;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;

/** Finds the generation that people mean. */
final class Generations {

    private Generations() {}

    /** By its label, or by the role of the lineage it issues for. */
    static Generation find(List<Generation> generations, String text) {
        return generations.stream()
                .filter(generation ->
                        generation.identity().id().label().equals(text)
                                || (generation instanceof Generation.Enabled
                                        && text.equals(generation.identity().lineage())))
                .findFirst()
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.NOT_FOUND,
                                "There is no generation '"
                                        + text
                                        + "', and no lineage of that role with an enabled one. Nothing was done. See GET /generations."));
    }
}
