package org.lineageca.ca.access;

/** What a use case asks of its actor. */
public enum Permission {
    VIEW,
    ISSUE,
    REVOKE,
    ISSUE_CRL,
    /** Planning the life of an authority: proposing acts, taking part in approving them. */
    DECIDE,
    /** Creating authorities and signers, registering principals: the installation's own work. */
    OPERATE
}
