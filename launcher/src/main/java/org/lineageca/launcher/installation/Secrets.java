package org.lineageca.launcher.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Random passwords and PINs, each kept in a file of its own. */
public record Secrets(SecureRandom random) {

    // Without the letters and digits people confuse; 24 of 56 characters are 139 bits.
    private static final String ALPHABET =
            "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 24;

    /** The secret in the file; a new one is written if there is none. */
    public String keptIn(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        PrivateFiles.folderOf(file);
        var secret = new String(create());
        PrivateFiles.write(file, secret);
        return secret;
    }

    /** A new secret of 24 characters. */
    char[] create() {
        var characters = new char[LENGTH];
        for (var i = 0; i < LENGTH; i++) {
            characters[i] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        return characters;
    }
}
