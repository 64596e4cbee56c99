package org.lineageca.hsm.client;

/** There is no such key on the token. */
public final class UnknownKeyException extends RuntimeException {

    public UnknownKeyException(String message) {
        super(message);
    }
}
