package org.lineageca.ca.ceremony.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * A script to start from. The first two are whole; the others are about the CAs that the first
 * makes, each as if it came next.
 */
public enum ExampleScript {
    FIRST_CEREMONY("First ceremony: token, root, policy CA, CRL ladder", "first-ceremony"),
    FIRST_TO_TRY("First ceremony, to try it on one machine", "first-ceremony-to-try"),
    ISSUE("Certificate for a request", "issue"),
    RENEW("Renewal: same key, new certificate", "renew"),
    RE_KEY("Re-key: new key, same name", "re-key"),
    ROLL("Roll: successor and spares", "roll"),
    CRL_LADDER("CRL ladder of the root, with a revocation", "crl-ladder"),
    RE_SHARE("New shares of the token", "re-share");

    private static final Pattern AT = Pattern.compile("(?m)^at: .*$");

    private final String title;
    private final String file;

    ExampleScript(String title, String file) {
        this.title = title;
        this.file = file;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** The YAML, dated. */
    public String text(Instant at) {
        return AT.matcher(read()).replaceFirst("at: " + at.truncatedTo(ChronoUnit.MINUTES));
    }

    private String read() {
        var name = "/ceremony/" + file + ".yaml";
        try (var in = ExampleScript.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
