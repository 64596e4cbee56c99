package org.lineageca.ca.path;

import java.util.Locale;

/** Why a path does not hold, by what has to be done about it. */
public enum PathReason {
    EXPIRED,
    NOT_YET_VALID,
    REVOKED,
    /** The key of the certificate above did not make the signature. */
    SIGNATURE,
    /** An algorithm or a key size the platform no longer accepts. */
    ALGORITHM,
    /** The issuer's name is not the subject above. */
    NAME_CHAINING,
    /** The signature holds, but the authorityKeyIdentifier names another key. */
    KEY_IDENTIFIER,
    NOT_A_CA,
    /** More CAs below than pathLenConstraint allows (RFC 5280 4.2.1.9). */
    PATH_LENGTH,
    /** RFC 5280 4.2.1.10. */
    NAME_CONSTRAINTS,
    KEY_USAGE,
    POLICY,
    CRITICAL_EXTENSION,
    /** It ends in a self-signed certificate that is no trust anchor. */
    UNTRUSTED,
    ISSUER_NOT_FOUND,
    /** Every possible issuer stands on the path already. */
    LOOP,
    /** It goes on beyond the depth that is looked at. */
    TOO_DEEP,
    /** The validator named no reason we know. */
    OTHER;

    /** As interfaces write it, such as {@code path-length}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
