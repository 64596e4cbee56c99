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

/** Shows what a generation still owes. */
@Command(
        name = "obligations",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what a generation still owes, and what hinders",
            "its retirement and the destruction of its key."
        })
public final class ShowObligations implements Callable<Integer> {

    private final Lineage lineage;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Parameters(
            paramLabel = "LABEL",
            description = "The 16 hexadecimal digits that name a generation.")
    private String label = "";

    public ShowObligations(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        try (var core = CoreClient.of(lineage.installation())) {
            Answer.print(
                    lineage.surroundings().out(),
                    json,
                    core.get("/generations/" + CoreClient.segment(label) + "/obligations"),
                    ShowObligations::print);
        }
        return ExitStatus.DONE;
    }

    private static void print(PrintStream out, JsonNode answer) {
        out.printf(
                "%s (generation %s) is %s%n",
                answer.path("name").asText(),
                answer.path("generation").asText(),
                answer.path("state").asText());
        out.printf(
                "  unexpired certificates: %d, last expiry %s%n",
                answer.path("unexpiredCertificates").asLong(), Answer.text(answer, "lastExpiry"));
        out.printf("  CRLs: %s%n", answer.path("owesCrls").asBoolean() ? "owed" : "not owed");
        answer.path("crls").forEach(crl -> printCrl(out, crl));
        answer.path("ocspSigners")
                .forEach(signer ->
                        out.printf(
                                "  OCSP signer %s until %s%n",
                                signer.path("serial").asText(), signer.path("notAfter").asText()));
        out.printf("  key may be destroyed from: %s%n", Answer.text(answer, "earliestDestruction"));
        hindrances(out, "retirement", answer.path("hindersRetirement"));
        hindrances(out, "destruction", answer.path("hindersDestruction"));
    }

    private static void printCrl(PrintStream out, JsonNode crl) {
        out.printf(
                "  CRL %d (%s): %d entries, issued %s, next by %s%s%n",
                crl.path("number").asLong(),
                crl.path("scope").asText(),
                crl.path("entries").asLong(),
                crl.path("thisUpdate").asText(),
                crl.path("nextUpdate").asText(),
                crl.path("isFinal").asBoolean() ? ", final" : "");
    }

    private static void hindrances(PrintStream out, String what, JsonNode sentences) {
        out.printf("  hinders %s:%s%n", what, sentences.isEmpty() ? " nothing" : "");
        Answer.sentences(out, "    - ", sentences);
    }
}
