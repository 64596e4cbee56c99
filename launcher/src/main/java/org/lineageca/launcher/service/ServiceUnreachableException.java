package org.lineageca.launcher.service;

/** The CA's service did not answer. */
public final class ServiceUnreachableException extends Exception {

    public ServiceUnreachableException(String message) {
        super(message);
    }

    ServiceUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
