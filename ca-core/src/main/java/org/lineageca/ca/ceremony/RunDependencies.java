package org.lineageca.ca.ceremony;

import java.util.HashSet;
import java.util.Set;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.octets.Octets;

/** What a step needs that an earlier step was to make, and that was passed over. */
final class RunDependencies {

    private final RunState state;

    RunDependencies(RunState state) {
        this.state = state;
    }

    /**
     * Makes sure that all a step needs is there.
     *
     * @throws IllegalMoveException if it has to be passed over as well
     */
    void requireMade(CeremonyStep step) {
        var missing = missing();
        var needs =
                switch (step) {
                    case CeremonyStep.SignCaCertificate(var linted, _) ->
                            linted.content().issuer() == null
                                    ? Set.<Octets>of()
                                    : key(linted.content().signer());
                    case CeremonyStep.SignOcspSigner(var linted, _) ->
                            key(linted.content().signer());
                    case CeremonyStep.SignCrl(var linted, _) ->
                            key(linted.content().issuer().identity());
                    case CeremonyStep _ -> Set.<Octets>of();
                };
        if (needs.stream().anyMatch(missing::contains) || isOverMissingKey(step)) {
            throw new IllegalMoveException(
                    "This step needs a key or certificate that was passed over. Nothing was signed. Pass over this step, too, or abort.");
        }
    }

    private static Set<Octets> key(GenerationIdentity identity) {
        return Set.of(identity.key().publicKey());
    }

    private boolean isOverMissingKey(CeremonyStep step) {
        return step instanceof CeremonyStep.SignCaCertificate(var linted, _)
                && ungenerated().contains(linted.content().publicKey());
    }

    /** Stand-ins of keys that were not generated, and keys whose first certificate is missing. */
    private Set<Octets> missing() {
        var missing = ungenerated();
        var made = new HashSet<Octets>();
        state.results().values().stream()
                .filter(CeremonyResult.KeyGenerated.class::isInstance)
                .map(result -> ((CeremonyResult.KeyGenerated) result).identity().key().publicKey())
                .forEach(made::add);
        for (var step : state.steps()) {
            if (state.isDeviated(step.number())
                    && step.step() instanceof CeremonyStep.SignCaCertificate(var linted, _)
                    && made.contains(linted.content().publicKey())) {
                missing.add(linted.content().publicKey());
            }
        }
        return missing;
    }

    private Set<Octets> ungenerated() {
        var keys = new HashSet<Octets>();
        for (var step : state.steps()) {
            if (state.isDeviated(step.number())
                    && step.step() instanceof CeremonyStep.GenerateKeyPair(_, var identity, _)) {
                keys.add(identity.key().publicKey());
            }
        }
        return keys;
    }
}
