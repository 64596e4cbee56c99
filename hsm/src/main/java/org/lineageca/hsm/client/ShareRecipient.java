package org.lineageca.hsm.client;

import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * Who gets a share.
 *
 * @param name for messages; 1 to 64 characters
 * @param certificate DER, of an EC or RSA key the share is enveloped to; null for a card
 */
public record ShareRecipient(String name, @Nullable Octets certificate) {

    public static final int LONGEST_NAME = 64;

    /** In bytes. */
    public static final int LONGEST_CERTIFICATE = 8_192;

    public ShareRecipient {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "a recipient's name has 1 to " + LONGEST_NAME + " characters");
        }
        if (certificate != null && certificate.length() > LONGEST_CERTIFICATE) {
            throw new IllegalArgumentException(
                    "the certificate of %s has %d bytes; %d are allowed"
                            .formatted(name, certificate.length(), LONGEST_CERTIFICATE));
        }
    }
}
