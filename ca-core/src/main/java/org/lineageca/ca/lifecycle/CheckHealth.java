package org.lineageca.ca.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.lineageca.ca.token.SharedTokens;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.hsm.client.ShareStatus;
import org.lineageca.hsm.client.TokenUnavailableException;

/**
 * Finds out whether the database answers and each token signs: by asking them, not by remembering.
 * A token that its custodians have not opened need not sign.
 */
public final class CheckHealth {

    private final DatabaseCheck database;
    private final TokenSigning signing;
    private final SharedTokens shared;

    public CheckHealth(DatabaseCheck database, TokenSigning signing, SharedTokens shared) {
        this.database = database;
        this.signing = signing;
        this.shared = shared;
    }

    /** What is wrong, a sentence each; empty if nothing. */
    public List<String> problems() {
        var problems = new ArrayList<String>();
        database.problem().ifPresent(problems::add);
        for (var signer : signing.signers()) {
            try {
                if (isToSign(signer.token())) {
                    signer.health();
                }
            } catch (TokenUnavailableException e) {
                problems.add(e.getMessage());
            }
        }
        return problems;
    }

    private boolean isToSign(String token) {
        var opened = shared.find(token);
        return opened.isEmpty() || opened.get().status().state() == ShareStatus.State.ACTIVE;
    }
}
