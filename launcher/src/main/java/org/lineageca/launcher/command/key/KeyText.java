package org.lineageca.launcher.command.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lineageca.launcher.installation.RefusedException;

/** A file with a public key in it, as the service takes it. */
final class KeyText {

    private static final int LARGEST = 128 * 1024;

    private KeyText() {}

    /**
     * Its PEM.
     *
     * @param nothing what did not happen if it cannot be read, a sentence
     */
    static String read(Path file, String nothing) throws RefusedException {
        try {
            var text =
                    Files.size(file) > LARGEST
                            ? ""
                            : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            if (!text.contains("-----BEGIN ")) {
                throw new RefusedException(
                        "%s is no public key, certificate or request in PEM. %s"
                                .formatted(file, nothing));
            }
            return text;
        } catch (IOException e) {
            throw new RefusedException(
                    "There is no readable file %s. %s".formatted(file, nothing), e);
        }
    }
}
