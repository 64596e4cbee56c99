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

/** Shows how large a lineage's CRL becomes. */
@Command(
        name = "forecast",
        mixinStandardHelpOptions = true,
        description = {
            "Shows how large the CRL of a lineage becomes, from its history,",
            "and when it outgrows the budget."
        })
public final class ShowForecast implements Callable<Integer> {

    private static final int LINES = 12;
    private static final String ROW = "  %-12s %12s %12s %12s %14s%n";

    private final Lineage lineage;

    @Option(names = "--json", description = "As JSON, with every day.")
    private boolean json;

    @Parameters(paramLabel = "ROLE", description = "What the lineage is for, such as tls-servers.")
    private String role = "";

    public ShowForecast(Lineage lineage) {
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
                    core.get("/lineages/" + CoreClient.segment(role) + "/forecast"),
                    ShowForecast::print);
        }
        return ExitStatus.DONE;
    }

    private static void print(PrintStream out, JsonNode answer) {
        Answer.sentences(out, "", answer.path("words"));
        out.printf("%d certificates are out.%n%n", answer.path("certificatesOut").asLong());
        out.printf(ROW, "DAY", "AT LEAST", "EXPECTED", "AT MOST", "EXPECTED BYTES");
        var points = answer.path("points");
        var step = Math.max(1, (points.size() - 1) / (LINES - 1));
        for (var i = 0; i < points.size(); i += step) {
            var point = points.path(i);
            out.printf(
                    ROW,
                    point.path("day").asText(),
                    point.path("late").asText(),
                    point.path("expected").asText(),
                    point.path("early").asText(),
                    point.path("expectedBytes").asText());
        }
    }
}
