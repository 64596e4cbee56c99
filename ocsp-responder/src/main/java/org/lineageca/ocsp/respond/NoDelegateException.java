package org.lineageca.ocsp.respond;

/** Nobody may answer for this generation at this moment. */
final class NoDelegateException extends RuntimeException {

    NoDelegateException(String label) {
        super("generation " + label + " has no OCSP signer that is valid now");
    }
}
