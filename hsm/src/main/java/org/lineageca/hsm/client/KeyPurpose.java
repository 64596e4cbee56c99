package org.lineageca.hsm.client;

/**
 * What a key may sign. Chosen when the key is generated, kept on the token beside it, and enforced
 * by the signer. Later it may be narrowed, for ever, and never widened. None implies another.
 */
public enum KeyPurpose {
    /** TBSCertificate (RFC 5280 4.1). */
    CERTIFICATE,
    /** TBSCertList (RFC 5280 5.1). */
    CRL,
    /** TBSCertificate of a delegate that answers OCSP for this very key (RFC 6960 4.2.2.2). */
    OCSP_SIGNER,
    /** CertificationRequestInfo (RFC 2986 4.1): proof of possession of the key itself. */
    CERTIFICATION_REQUEST,
    /** ResponseData (RFC 6960 4.2.1). */
    OCSP_RESPONSE,
    /** The manifest of an exchange package, or the transcript of a ceremony. */
    EXCHANGE,
    /**
     * The checkpoint of an audit log (C2SP tlog-checkpoint). A key with it has no other purpose: a
     * digest of unknown content could be that of a checkpoint which the signer would refuse.
     */
    AUDIT_CHECKPOINT,
    /** The signer's own test signature. */
    HEALTH
}
