package org.lineageca.hsm.pkcs11;

/** The token refused the PIN. Trying again may lock it. */
public final class WrongPinException extends RuntimeException {

    public WrongPinException(String message, Throwable cause) {
        super(message, cause);
    }
}
