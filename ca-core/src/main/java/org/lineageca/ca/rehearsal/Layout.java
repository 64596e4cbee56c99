package org.lineageca.ca.rehearsal;

/** How an issuing CA's old and new generation share names, keys and CRLs. */
public enum Layout {
    /** RFC 3647 4.6. */
    RENEWAL("renewal, same key"),
    /** RFC 3647 4.7, the new key's CRL speaking for the old key's certificates too. */
    REKEY_ONE_CRL("re-key, same DN, one CRL by the new key"),
    REKEY_CRL_PER_KEY("re-key, same DN, CRL per key, no IDP"),
    /** The re-key that is offered. */
    REKEY_OWN_URL("re-key, same DN, own URL and critical IDP"),
    ROLL("roll: new key, new DN");

    private final String text;

    Layout(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }

    boolean hasNewKey() {
        return this != RENEWAL;
    }

    boolean hasNewName() {
        return this == ROLL;
    }

    boolean hasOneCrl() {
        return this == RENEWAL || this == REKEY_ONE_CRL;
    }

    boolean statesItsScope() {
        return this == REKEY_OWN_URL;
    }
}
