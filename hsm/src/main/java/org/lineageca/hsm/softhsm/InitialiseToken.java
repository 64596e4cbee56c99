package org.lineageca.hsm.softhsm;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.ProviderException;
import java.util.Arrays;
import org.lineageca.hsm.pkcs11.Cryptoki;

/**
 * Initialises the first slot's token. A program of its own; {@link SoftHsmToken} runs it.
 *
 * <p>Arguments: library, label. Standard input: the security officer's PIN and the user's, each
 * after one byte that gives its length.
 */
final class InitialiseToken {

    private InitialiseToken() {}

    public static void main(String[] arguments) throws IOException {
        // Not System.in: its buffer would keep the PINs.
        try (var input = new FileInputStream(FileDescriptor.in)) {
            var officerPin = input.readNBytes(input.read());
            var userPin = input.readNBytes(input.read());
            try {
                Cryptoki.initialiseFirstToken(
                        Path.of(arguments[0]), arguments[1], officerPin, userPin);
            } finally {
                Arrays.fill(officerPin, (byte) 0);
                Arrays.fill(userPin, (byte) 0);
            }
        } catch (ProviderException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
