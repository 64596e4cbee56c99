package org.lineageca.ocsp.config;

/** The configuration cannot be used as it is. */
public final class ConfigurationException extends RuntimeException {

    public ConfigurationException(String message) {
        super(message);
    }
}
