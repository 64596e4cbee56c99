package org.lineageca.ca.mass;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.revocation.RevocationReason;

/** How large a CRL would be if a list were revoked. Takes no number, changes nothing. */
public interface CrlOutlook {

    /**
     * That all of a list were revoked.
     *
     * @param invalidityDate null where none is given
     * @param at the time it would bear
     */
    record Supposed(
            long batch, RevocationReason reason, @Nullable Instant invalidityDate, Instant at) {}

    /** Its size, from the number of entries of each shape. */
    Outlook.Size foresee(Issuer issuer, String place, Supposed supposed);

    /** Its size, once every octet of it but the signature has been written and thrown away. */
    Outlook.Size build(Issuer issuer, String place, Supposed supposed);
}
