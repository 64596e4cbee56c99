package org.lineageca.ca.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.hsm.client.TokenUnavailableException;

/**
 * Finds out whether the database answers and each token signs: by asking them, not by remembering.
 */
public final class CheckHealth {

    private final DatabaseCheck database;
    private final TokenSigning signing;

    public CheckHealth(DatabaseCheck database, TokenSigning signing) {
        this.database = database;
        this.signing = signing;
    }

    /** What is wrong, a sentence each; empty if nothing. */
    public List<String> problems() {
        var problems = new ArrayList<String>();
        database.problem().ifPresent(problems::add);
        for (var signer : signing.signers()) {
            try {
                signer.health();
            } catch (TokenUnavailableException e) {
                problems.add(e.getMessage());
            }
        }
        return problems;
    }
}
