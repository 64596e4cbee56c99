package org.lineageca.ca.ceremony;

/** What a person does in a ceremony (RFC 3647 5.2.1). No one holds two. */
public enum CeremonyRole {
    /** Leads through the script and works the console. */
    ADMINISTRATOR("Ceremony Administrator"),
    /** Sees that what is done is what was approved, and says so. */
    WITNESS("Internal Witness"),
    /** Holds one share of the token's PIN. */
    CUSTODIAN("Key Custodian");

    private final String title;

    CeremonyRole(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }
}
