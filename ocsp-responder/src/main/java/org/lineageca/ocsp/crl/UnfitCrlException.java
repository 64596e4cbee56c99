package org.lineageca.ocsp.crl;

/** A CRL that cannot be answered from. */
public final class UnfitCrlException extends Exception {

    /**
     * Why.
     *
     * @param reason what is wrong with it, as the rest of a sentence about the CRL
     */
    public UnfitCrlException(String reason) {
        super(reason);
    }
}
