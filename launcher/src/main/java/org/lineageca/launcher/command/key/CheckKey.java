package org.lineageca.launcher.command.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.ca.Answer;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks whether a public key would be certified. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Says what there is against a public key. Exit status 0 if it would be certified,",
            "1 if not."
        })
final class CheckKey implements Callable<Integer> {

    private final Lineage lineage;

    @Option(names = "--json", description = "Print the service's answer as JSON.")
    private boolean json;

    @Parameters(
            paramLabel = "FILE",
            description = "The key in PEM, or a certificate or request over it.")
    private Path file = Path.of("");

    CheckKey(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("key", KeyText.read(file, "Nothing was checked."));
        try (var core = CoreClient.of(lineage.installation())) {
            var answer = core.post("/blocked-keys/check", body);
            Answer.print(lineage.surroundings().out(), json, answer, CheckKey::print);
            return answer.path("flaws").isEmpty() ? ExitStatus.DONE : ExitStatus.REFUSED;
        }
    }

    private static void print(PrintStream out, JsonNode answer) {
        out.printf(
                answer.path("flaws").isEmpty()
                        ? "key %s: nothing is known against it%n"
                        : "key %s is not certified:%n",
                answer.path("spkiSha256").asText());
        for (var flaw : answer.path("flaws")) {
            out.printf(
                    "  %s: %s (%s)%n",
                    flaw.path("kind").asText(),
                    flaw.path("text").asText(),
                    flaw.path("source").asText());
        }
    }
}
