package org.lineageca.console.planning;

import java.util.List;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.lifecycle.ActRequest;
import org.lineageca.ca.revocation.RevocationReason;

/** What can be planned for a generation, in the words of officers. */
enum ActKind {
    ROLL(
            "Roll",
            "A new authority with a new key and a new name gets ready to take over. Works with every verifier."),
    CUT_OVER("Cut-over", "Issuing passes from the present authority to this one."),
    RENEW("Renew", "A new certificate for the same key and name; nothing else changes."),
    MODIFY("Modify", "A new certificate for the same key and name, with other constraints."),
    REKEY(
            "Re-key",
            "A new key under the same name. Some verifiers fail with that: read the warnings."),
    DISABLE("Disable", "It stops issuing, and nobody takes over."),
    RETIRE("Retire", "Its last CRL is issued, when nothing is owed any more."),
    DESTROY_KEY("Destroy the key", "The private key is destroyed for good."),
    REVOKE("Revoke", "Its certificates are revoked and it stops issuing at once.");

    private final String title;
    private final String explanation;

    ActKind(String title, String explanation) {
        this.title = title;
        this.explanation = explanation;
    }

    String title() {
        return title;
    }

    String explanation() {
        return explanation;
    }

    /** Those that are legal in the generation's state, the usual one first. */
    static List<ActKind> legalFor(Generation generation) {
        return switch (generation) {
            case Generation.AwaitingCertificate _, Generation.Destroyed _ -> List.of();
            case Generation.Staged _ -> List.of(CUT_OVER, RENEW, MODIFY, REVOKE);
            case Generation.Enabled _ -> List.of(ROLL, RENEW, MODIFY, REKEY, DISABLE, REVOKE);
            case Generation.Disabled _ -> List.of(RETIRE, RENEW, MODIFY, ROLL, REVOKE);
            case Generation.Retired _ -> List.of(DESTROY_KEY, REVOKE);
            case Generation.Revoked _ -> List.of(ROLL, DESTROY_KEY);
        };
    }

    /** The act with everything left open that can be. */
    ActRequest usual(Generation generation) {
        var id = generation.identity().id();
        return switch (this) {
            case ROLL -> new ActRequest.Roll(id, null, null, null, 0, null);
            case CUT_OVER -> new ActRequest.CutOver(id, null, false);
            case RENEW -> new ActRequest.Renew(id, null);
            case MODIFY ->
                    new ActRequest.Modify(
                            id,
                            null,
                            generation
                                    .caCertificate()
                                    .map(CaConstraints::of)
                                    .orElse(CaConstraints.ISSUING));
            case REKEY -> new ActRequest.Rekey(id, null, null, null);
            case DISABLE -> new ActRequest.Disable(id);
            case RETIRE -> new ActRequest.Retire(id);
            case DESTROY_KEY -> new ActRequest.DestroyKey(id);
            case REVOKE -> new ActRequest.RevokeCa(id, RevocationReason.UNSPECIFIED, null, false);
        };
    }
}
