package org.lineageca.console.access;

import org.lineageca.ca.admission.Admission;

/** The connection's certificate does not belong to a person who may come in, or not now. */
public final class NotSignedInException extends RuntimeException {

    private final transient Admission.Refused refused;

    public NotSignedInException(Admission.Refused refused) {
        super(RefusalWords.sentence(refused));
        this.refused = refused;
    }

    /** Whether it may be over in a second: nobody could say. */
    public boolean isForNow() {
        return refused instanceof Admission.StatusUnavailable;
    }
}
