package org.lineageca.ca.path;

/** Where a certificate on a path comes from. */
public enum Origin {
    /** The first over one of our generations. */
    OWN("own"),
    /** A later one over the same generation (RFC 3647 4.6). */
    RENEWED("renewed"),
    /** Over a key of ours or another's, issued across hierarchies. */
    CROSS("cross"),
    /** Between two keys of one name (RFC 4210 4.4). */
    LINK("link"),
    /** Of a CA that is not ours, on record here. */
    FOREIGN("foreign"),
    /** Handed in with the question. */
    GIVEN("given");

    private final String label;

    Origin(String label) {
        this.label = label;
    }

    /** The word that is shown. */
    public String label() {
        return label;
    }
}
