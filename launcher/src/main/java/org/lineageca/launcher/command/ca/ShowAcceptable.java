package org.lineageca.launcher.command.ca;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows which CAs a TLS server accepts that admits the certificates of a lineage. */
@Command(
        name = "acceptable",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the CAs that a TLS server names to its clients, and verifies them by,",
            "if it admits the certificates of a lineage."
        })
final class ShowAcceptable implements Callable<Integer> {

    private final Lineage lineage;

    @Option(names = "--pem", description = "Print the bundle of CA certificates as PEM, no more.")
    private boolean pem;

    @Option(names = "--json", description = "Print the service's answer as JSON.")
    private boolean json;

    @Parameters(paramLabel = "ROLE", description = "The lineage, e.g. tls-servers.")
    private String role = "";

    ShowAcceptable(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        try (var core = CoreClient.of(lineage.installation())) {
            var answer = core.acceptableCas(role);
            var out = lineage.surroundings().out();
            if (pem) {
                out.print(answer.path("pem").asText());
            } else if (json) {
                out.println(answer.toPrettyString());
            } else {
                print(out, answer);
            }
        }
        return ExitStatus.DONE;
    }

    /** A certificate without a generation of ours has none. */
    private static String state(JsonNode state) {
        return state.isTextual() ? state.asText() : "not ours";
    }

    private void print(PrintStream out, JsonNode answer) {
        out.println("Names a server sends (certificate_authorities):");
        answer.path("names")
                .forEach(name ->
                        out.printf(
                                "  %s%n    DER %s%n",
                                name.path("name").asText(), name.path("der").asText()));
        out.println("Certificates it verifies by:");
        answer.path("certificates")
                .forEach(certificate ->
                        out.printf(
                                "  %-12s %-12s key %s, until %s  %s%n",
                                certificate.path("position").asText(),
                                state(certificate.path("state")),
                                certificate.path("key").asText(),
                                certificate.path("notAfter").asText(),
                                certificate.path("subject").asText()));
        answer.path("ambiguities")
                .forEach(ambiguity ->
                        out.printf("Ambiguous: %s%n", ambiguity.path("meaning").asText()));
        answer.path("notes").forEach(note -> out.printf("Note: %s%n", note.asText()));
        out.printf("The bundle: `%s`%n", lineage.typed("ca acceptable --pem " + role));
    }
}
