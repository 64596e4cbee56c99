package org.lineageca.ocsp.protocol;

/** Control flow inside the decoder; carries no stack trace, since anybody can cause it. */
final class MalformedDerException extends Exception {

    MalformedDerException(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
