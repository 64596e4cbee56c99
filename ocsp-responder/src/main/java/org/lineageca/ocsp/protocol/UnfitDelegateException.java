package org.lineageca.ocsp.protocol;

/** A certificate offered as an OCSP delegate that relying parties would not accept as one. */
public final class UnfitDelegateException extends Exception {

    public UnfitDelegateException(String why) {
        super(why);
    }
}
