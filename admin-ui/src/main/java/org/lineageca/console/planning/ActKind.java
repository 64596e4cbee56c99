package org.lineageca.console.planning;

import java.util.List;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.lifecycle.ActRequest;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.console.language.Texts;

/** What can be planned for a generation, in the words of officers. */
enum ActKind {
    ROLL,
    CUT_OVER,
    RENEW,
    MODIFY,
    REKEY,
    DISABLE,
    RETIRE,
    DESTROY_KEY,
    REVOKE;

    private static final Texts TEXTS = Texts.of(ActKind.class);

    String title() {
        return switch (this) {
            case ROLL -> TEXTS.say("roll");
            case CUT_OVER -> TEXTS.say("cut-over");
            case RENEW -> TEXTS.say("renew");
            case MODIFY -> TEXTS.say("modify");
            case REKEY -> TEXTS.say("re-key");
            case DISABLE -> TEXTS.say("disable");
            case RETIRE -> TEXTS.say("retire");
            case DESTROY_KEY -> TEXTS.say("destroy-the-key");
            case REVOKE -> TEXTS.say("revoke");
        };
    }

    String explanation() {
        return switch (this) {
            case ROLL -> TEXTS.say("a-new-authority-with-a");
            case CUT_OVER -> TEXTS.say("issuing-passes-from-the-present");
            case RENEW -> TEXTS.say("a-new-certificate-for-the");
            case MODIFY -> TEXTS.say("a-new-certificate-for-the-same");
            case REKEY -> TEXTS.say("a-new-key-under-the");
            case DISABLE -> TEXTS.say("it-stops-issuing-and-nobody");
            case RETIRE -> TEXTS.say("its-last-crl-is-issued");
            case DESTROY_KEY -> TEXTS.say("the-private-key-is-destroyed");
            case REVOKE -> TEXTS.say("its-certificates-are-revoked-and");
        };
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
