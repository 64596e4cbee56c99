package org.lineageca.publisher.guard;

/** The octets are not the strict DER that was expected at this place. */
final class MalformedDerException extends Exception {

    MalformedDerException(String what, int position) {
        // No stack trace: random octets are refused by the thousand, and the place is in the
        // octets.
        super(what + " at byte " + position, null, false, false);
    }
}
