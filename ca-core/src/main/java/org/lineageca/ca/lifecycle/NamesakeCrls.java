package org.lineageca.ca.lifecycle;

import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.token.TokenSigning;

/**
 * CRLs of the other keys of an authority that gets one more: until now the CRL of its only key
 * spoke for the whole name, from now on none does, and each must say so at once (DESIGN 3.3).
 */
public final class NamesakeCrls {

    private final AuthorityStore authorities;
    private final CrlLedger ledger;
    private final IssueCrl issueCrl;
    private final TokenSigning signing;

    public NamesakeCrls(
            AuthorityStore authorities, CrlLedger ledger, IssueCrl issueCrl, TokenSigning signing) {
        this.authorities = authorities;
        this.ledger = ledger;
        this.issueCrl = issueCrl;
        this.signing = signing;
    }

    /** Issues those that are older than the new key and have not ended by themselves. */
    void renewCrls(Actor actor, Generation.AwaitingCertificate newer) {
        var identity = newer.identity();
        for (var standing : ledger.standings()) {
            var latest = standing.latest();
            var generation = authorities.find(standing.generation()).orElseThrow();
            if (standing.place().equals(CrlScope.COMPLETE)
                    && latest != null
                    && !latest.isFinal()
                    && !latest.thisUpdate().isAfter(newer.since())
                    && issueCrl.hasCurrent(standing.generation())
                    && generation instanceof Generation.CrlSigning older
                    && older.identity().name().equals(identity.name())
                    && signing.reaches(older.identity().key().token())) {
                issueCrl.issue(actor, standing.generation());
            }
        }
    }
}
