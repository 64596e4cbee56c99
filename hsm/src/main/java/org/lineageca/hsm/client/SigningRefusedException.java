package org.lineageca.hsm.client;

/**
 * The signer will not do this with this key, now or later: its policy forbids it or the request
 * makes no sense.
 */
public final class SigningRefusedException extends RuntimeException {

    public SigningRefusedException(String message) {
        super(message);
    }
}
