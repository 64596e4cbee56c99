package org.lineageca.console.dashboard;

/**
 * What a notice is about; where two press alike, the one that hurts relying parties comes first.
 */
enum Matter {
    TOKEN,
    REVOCATION,
    CRL,
    OCSP_SIGNER,
    RESPONDER,
    PUBLISHER,
    AUDIT,
    LAST_SAFE_ISSUE,
    ROOT,
    CRL_BUDGET,
    ACT,
    JOB,
    CREDENTIAL
}
