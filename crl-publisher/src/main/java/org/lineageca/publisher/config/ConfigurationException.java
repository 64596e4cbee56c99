package org.lineageca.publisher.config;

import java.io.IOException;

/** The configuration file is not one this program can run with. Nothing was started. */
final class ConfigurationException extends IOException {

    ConfigurationException(String message) {
        super(message);
    }
}
