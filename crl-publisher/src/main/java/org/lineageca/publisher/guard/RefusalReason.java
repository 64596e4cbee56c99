package org.lineageca.publisher.guard;

/** Why something does not leave the building. */
public enum RefusalReason {
    /** Larger than the budget. */
    TOO_LARGE,
    /** Not the strict DER of a CRL or certificate, or octets after its end. */
    MALFORMED,
    ALGORITHM_NOT_ALLOWED,
    /** The signed and the outer AlgorithmIdentifier differ (RFC 5280 5.1.1.2). */
    ALGORITHMS_DIFFER,
    /** A critical extension that is not understood (RFC 5280 5.2). */
    UNKNOWN_CRITICAL_EXTENSION,
    /** The issuer is not, octet for octet, the name it must be. */
    ISSUER_NAME,
    /** The signature is not of the generation's key. */
    SIGNATURE,
    /** What was signed is not what the database committed to before the signature. */
    NOT_AS_INTENDED,
    NUMBER_MISSING,
    /** The CRL number is not that of the row. */
    NUMBER_NOT_AS_RECORDED,
    /** The CRL number is not above the last published one. */
    NUMBER_NOT_GREATER,
    THIS_UPDATE_IN_FUTURE,
    /** thisUpdate lies before that of the last published one. */
    THIS_UPDATE_BACKWARDS,
    NEXT_UPDATE_MISSING,
    /** nextUpdate has passed. */
    EXPIRED,
    VALIDITY_TOO_LONG,
    /** Of its row and its nextUpdate only one says that it is the final CRL. */
    FINAL_NOT_AS_RECORDED,
    /** The final CRL was published: no other may follow. */
    AFTER_FINAL,
    /** There is no CA certificate to compare the authorityKeyIdentifier with. */
    CA_CERTIFICATE_MISSING,
    /** The authorityKeyIdentifier is not the subjectKeyIdentifier of the CA certificate. */
    KEY_IDENTIFIER,
    /**
     * The issuingDistributionPoint says another scope than that of this CRL's URL, or is missing
     * where it must be there.
     */
    SCOPE,
    /** It is a delta where none belongs, or is not one where one belongs. */
    DELTA,
    /** A delta adds to a CRL that was not published, or not to the one its row names. */
    DELTA_BASE,
    /** The freshestCRL does not name the deltas of its scope, or stands in a delta. */
    FRESHEST_CRL,
    /** The expiredCertsOnCRL is later than that of the last published one. */
    EXPIRED_CERTS,
    SERIAL_DUPLICATE,
    /** A serial of this shard is in another one too. */
    SERIAL_IN_TWO_SHARDS,
    /** The reason removeFromCRL where it must not be. */
    REMOVAL,
    /** The number of entries is not that of the row. */
    ENTRY_COUNT,
    /** A serial of the last published CRL is not there any more. */
    ENTRY_MISSING,
    /** The subject is not, octet for octet, the authority's. */
    SUBJECT_NAME,
    /** The public key is not the generation's. */
    PUBLIC_KEY,
    NOT_A_CA,
    /** It is older than what is published. */
    OLDER_THAN_PUBLISHED,
    /** The source shows the past: a copy that fell behind, or an older database. */
    SOURCE_STALE,
    /** An operator has rolled it back. */
    ROLLED_BACK,
    /** The source answers, but does not give it, or what it is compared with. */
    UNREADABLE,
    /** There is nothing to roll back to. */
    NOTHING_PUBLISHED
}
