package org.lineageca.hsm.client;

/**
 * What a key may sign. Fixed when the key is generated, kept on the token beside it, and enforced
 * by the signer.
 */
public enum KeyPurpose {
    /** TBSCertificate (RFC 5280 4.1). */
    CERTIFICATE,
    /** TBSCertList (RFC 5280 5.1). */
    CRL,
    /** ResponseData (RFC 6960 4.2.1). */
    OCSP_RESPONSE,
    /** The signer's own test signature. */
    HEALTH
}
