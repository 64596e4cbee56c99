package org.lineageca.console.planning;

import jakarta.inject.Singleton;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.ActRequest;
import org.lineageca.ca.lifecycle.DecideActs;
import org.lineageca.ca.lifecycle.ListGenerations;
import org.lineageca.console.language.Texts;
import org.lineageca.octets.Octets;

/** What the steps of planning show and do. */
@Singleton
public final class PlanPresenter {

    private static final Texts TEXTS = Texts.of(PlanPresenter.class);

    private final DecideActs decideActs;
    private final ListGenerations listGenerations;

    PlanPresenter(DecideActs decideActs, ListGenerations listGenerations) {
        this.decideActs = decideActs;
        this.listGenerations = listGenerations;
    }

    /** Those something can be planned for. */
    List<Generation> generations(Actor actor) {
        return listGenerations.all(actor).stream()
                .filter(generation -> !ActKind.legalFor(generation).isEmpty())
                .toList();
    }

    /** Those that could certify the successor of one, whoever certified it. */
    List<Generation> certifiers(Actor actor, Generation of) {
        return listGenerations.all(actor).stream()
                .filter(Generation.Enabled.class::isInstance)
                .filter(other -> !other.identity().name().equals(of.identity().name()))
                .filter(other ->
                        other.caCertificate()
                                .filter(own -> CaConstraints.of(own).permitCas())
                                .isPresent())
                .toList();
    }

    /** What an act would be; keeps nothing. */
    Attempt preview(Actor actor, ActRequest request) {
        try {
            return new Attempt.Possible(decideActs.preview(actor, request));
        } catch (RefusedException e) {
            return new Attempt.Impossible(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Proposes what was previewed.
     *
     * @param shown SHA-256 of the plan that was previewed
     * @return the act's number
     */
    public long propose(Actor actor, ActRequest request, Octets shown) {
        if (!decideActs.preview(actor, request).plan().digest().equals(shown)) {
            throw new RefusedException(
                    Refusal.CANNOT_PLAN, TEXTS.say("something-has-changed-since-the"));
        }
        return decideActs.propose(actor, request).id();
    }
}
