package org.lineageca.ca.forecast;

/**
 * What becomes of a CRL entry once its certificate has expired. RFC 5280 3.3 allows it to be left
 * out after it has been on one CRL issued later than that; it need not be.
 */
public enum ExpiredEntries {
    LEAVE,
    STAY
}
