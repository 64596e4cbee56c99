package org.lineageca.ca.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lineageca.ca.audit.log.VerifierKey;

/** The audit key's public half as a file, for auditors to take away. */
final class AuditKeyFile {

    private static final String NAME = "audit-key.txt";

    private AuditKeyFile() {}

    /**
     * Writes it beside the credentials, unless it is there.
     *
     * @return where it is
     */
    static Path write(Path credentials, VerifierKey key) throws IOException {
        var file = credentials.resolve(NAME);
        var text = key.line() + "\n";
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.createDirectories(credentials);
            PrivateFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
