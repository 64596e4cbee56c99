package org.lineageca.ca.access;

/** What a use case asks of its actor. */
public enum Permission {
    VIEW,
    ISSUE,
    REVOKE,
    ISSUE_CRL,
    /** Deciding which CRLs there are, and how long relying parties go by them. */
    SET_CRL_POLICY,
    /** Planning the life of an authority: proposing acts, taking part in approving them. */
    DECIDE,
    /** Taking part in ceremonies with a token that people hold together (RFC 3647 6.2.2). */
    CEREMONY,
    /** Creating authorities and signers, registering principals: the installation's own work. */
    OPERATE
}
