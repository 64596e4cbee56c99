package org.lineageca.ca.yaml;

/** The PKI description cannot be used; the message names the place. Nothing was created. */
public final class InvalidDescriptionException extends RuntimeException {

    public InvalidDescriptionException(String message) {
        super(message);
    }
}
