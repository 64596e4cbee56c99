package org.lineageca.ca.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lineageca.ca.audit.log.VerifierKeys;
import org.lineageca.ca.sealing.AuditKey;

/** The public halves of the audit log's keys as a file, for auditors to take away. */
final class AuditKeyFile {

    private static final String NAME = "audit-key.txt";

    private AuditKeyFile() {}

    /**
     * Writes them beside the credentials, unless they are there.
     *
     * @return where it is
     */
    static Path write(Path credentials, List<AuditKey> keys) throws IOException {
        var file = credentials.resolve(NAME);
        var text = new VerifierKeys(keys.stream().map(AuditKey::verifier).toList()).text();
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.createDirectories(credentials);
            PrivateFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
