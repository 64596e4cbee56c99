package org.lineageca.ca.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.token.SharedTokens;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.hsm.client.ShareStatus;
import org.lineageca.hsm.client.TokenUnavailableException;

/**
 * Finds out whether the database answers and is whole, and each token signs: by asking them, not by
 * remembering. A token that its custodians have not opened need not sign.
 */
public final class CheckHealth {

    /**
     * What was found.
     *
     * @param problems a sentence or two each; empty if nothing is wrong
     * @param isRefusing whether nothing is signed until somebody acts: to wait mends nothing
     */
    public record Found(List<String> problems, boolean isRefusing) {

        public Found {
            problems = List.copyOf(problems);
        }

        public boolean isHealthy() {
            return problems.isEmpty();
        }

        /** In a word: healthy, unhealthy or refusing. */
        public String status() {
            if (isRefusing) {
                return "refusing";
            }
            return isHealthy() ? "healthy" : "unhealthy";
        }
    }

    private final DatabaseCheck database;
    private final TokenSigning signing;
    private final SharedTokens shared;
    private final RefuseRestored restored;

    public CheckHealth(
            DatabaseCheck database,
            TokenSigning signing,
            SharedTokens shared,
            RefuseRestored restored) {
        this.database = database;
        this.signing = signing;
        this.shared = shared;
        this.restored = restored;
    }

    /** Finds out. */
    public Found look() {
        var problems = new ArrayList<String>();
        var outage = database.problem();
        var refusal = outage.isPresent() ? Optional.<String>empty() : restored();
        outage.ifPresent(problems::add);
        refusal.ifPresent(problems::add);
        for (var signer : signing.signers()) {
            try {
                if (isToSign(signer.token())) {
                    signer.health();
                }
            } catch (TokenUnavailableException e) {
                problems.add(e.getMessage());
            }
        }
        return new Found(problems, refusal.isPresent());
    }

    private Optional<String> restored() {
        try {
            restored.look();
            return restored.problem();
        } catch (TokenUnavailableException unreachable) {
            // Said below, by its name.
            return Optional.empty();
        }
    }

    private boolean isToSign(String token) {
        var opened = shared.find(token);
        return opened.isEmpty() || opened.get().status().state() == ShareStatus.State.ACTIVE;
    }
}
