package org.lineageca.ocsp.answer;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ocsp.protocol.CrlReference;
import org.lineageca.ocsp.protocol.IssuerId;

/**
 * A key generation that is answered for.
 *
 * @param generation its number in the database
 * @param label its name to the outside
 * @param ids how askers may name it: one per hash algorithm
 * @param delegates who may answer for it, none of them revoked
 * @param former who could until the key was taken from the token; none of them revoked
 * @param crl its newest CRL, where answers are to name it
 */
public record Issuer(
        int generation,
        String label,
        List<IssuerId> ids,
        List<Delegate> delegates,
        List<Delegate> former,
        @Nullable CrlReference crl) {

    public Issuer {
        ids = List.copyOf(ids);
        delegates = List.copyOf(delegates);
        former = List.copyOf(former);
    }

    /**
     * The delegate to sign with: of those valid now, the one that stays so longest, or is newer.
     */
    public Optional<Delegate> delegateAt(Instant now) {
        return delegates.stream()
                .filter(delegate -> delegate.certificate().isValidAt(now))
                .max(
                        Comparator.<Delegate, Instant>comparing(
                                        delegate -> delegate.certificate().notAfter())
                                .thenComparing(delegate -> delegate.certificate().notBefore()));
    }

    /** Whether an answer this delegate signed earlier may still be given. */
    public boolean trusts(Delegate delegate) {
        return delegates.contains(delegate) || former.contains(delegate);
    }
}
