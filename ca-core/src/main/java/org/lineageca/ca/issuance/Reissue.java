package org.lineageca.ca.issuance;

/** How a certificate is made anew when many are replaced before their time. */
public enum Reissue {
    /** By its CA, with the same key and the same names (RFC 3647 4.6, "renewal"). */
    SAME_KEY,
    /** Its subscriber asks for another, with whatever key. */
    BY_SUBSCRIBER
}
