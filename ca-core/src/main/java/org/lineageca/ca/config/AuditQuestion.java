package org.lineageca.ca.config;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.lineageca.ca.audit.log.VerifierKeys;

/**
 * What {@link VerifyAudit} is asked.
 *
 * @param keys of whoever signs the log
 * @param earlier a checkpoint that was put aside
 * @param url where the log is, up to {@code /audit}
 * @param credential the folder with certificate.pem and key.pem of who asks
 * @param root that the service's certificate leads to, PEM
 */
record AuditQuestion(
        VerifierKeys keys, String earlier, URI url, Path credential, Path root, boolean isJson) {

    private static final int LARGEST = 256 * 1024;
    private static final List<String> NAMES =
            List.of("--key", "--checkpoint", "--url", "--credential", "--root");
    private static final String USAGE =
            "Usage: VerifyAudit --key FILE --checkpoint FILE --url URL --credential FOLDER --root FILE [--json]";

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException if they are wrong; the message says why
     */
    static AuditQuestion of(String... arguments) throws IOException {
        var values = new HashMap<String, String>();
        var isJson = false;
        var rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            var argument = rest.next();
            if (argument.equals("--json")) {
                isJson = true;
            } else if (NAMES.contains(argument) && rest.hasNext()) {
                values.put(argument, rest.next());
            } else {
                throw new IllegalArgumentException(
                        "'%s' is not expected, or has no value. %s".formatted(argument, USAGE));
            }
        }
        if (!values.keySet().containsAll(NAMES)) {
            throw new IllegalArgumentException(USAGE);
        }
        return new AuditQuestion(
                VerifierKeys.of(text(values, "--key")),
                text(values, "--checkpoint"),
                URI.create(values.getOrDefault("--url", "")),
                Path.of(values.getOrDefault("--credential", "")),
                Path.of(values.getOrDefault("--root", "")),
                isJson);
    }

    private static String text(HashMap<String, String> values, String name) throws IOException {
        var file = Path.of(values.getOrDefault(name, ""));
        if (Files.size(file) > LARGEST) {
            throw new IllegalArgumentException(file + " is too long to be what it should be");
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
