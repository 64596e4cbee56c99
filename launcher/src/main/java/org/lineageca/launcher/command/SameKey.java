package org.lineageca.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/** Certificates over a key that is blocked, a line each. */
public final class SameKey {

    private SameKey() {}

    /**
     * Prints how many and which.
     *
     * @param what comes after their number
     */
    public static void print(PrintStream out, String what, JsonNode certificates) {
        if (certificates.isEmpty()) {
            out.printf("no %s%n", what);
            return;
        }
        out.printf("%d %s:%n", certificates.size(), what);
        for (var certificate : certificates) {
            out.printf(
                    "  serial %s of generation %s, %s: %s%n",
                    certificate.path("serial").asText(),
                    certificate.path("generation").asText(),
                    certificate.path("standing").asText(),
                    certificate.path("subject").asText());
        }
    }
}
