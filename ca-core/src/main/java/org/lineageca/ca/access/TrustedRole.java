package org.lineageca.ca.access;

/** What a principal is trusted to do (RFC 3647 5.2.1). No one holds two. */
public enum TrustedRole {
    Administrator,
    Officer,
    RegistrationOfficer,
    Auditor,
    /**
     * A program on a host of the installation: asks for certificates, revocations and CRLs, never
     * signs in to the console.
     */
    Machine;

    public boolean may(Permission permission) {
        return switch (permission) {
            case VIEW -> true;
            case ISSUE, REVOKE -> this == Officer || this == RegistrationOfficer || this == Machine;
            case ISSUE_CRL -> this == Officer || this == Machine;
            case SET_CRL_POLICY -> this == Officer;
            case DECIDE -> this == Officer || this == Administrator;
            case CEREMONY -> this == Officer || this == Administrator || this == Auditor;
            case OPERATE -> false;
        };
    }

    /** Whether it is a person's role, admitted to the console. */
    public boolean isHuman() {
        return this != Machine;
    }
}
