package org.lineageca.launcher.command.crls;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.ca.Answer;
import org.lineageca.launcher.command.ca.Columns;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows where each CRL scope stands. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the newest CRL of each scope: its size, until when it is good,",
            "when the next is due, and since when a revocation waits to be told."
        })
public final class ListCrls implements Callable<Integer> {

    private static final List<String> HEADERS =
            List.of(
                    "GENERATION",
                    "SCOPE",
                    "NUMBER",
                    "ENTRIES",
                    "BYTES",
                    "ISSUED",
                    "GOOD UNTIL",
                    "NEXT DUE",
                    "UNTOLD SINCE");

    private final Lineage lineage;

    @Option(names = "--json", description = "As JSON, with the URLs.")
    private boolean json;

    public ListCrls(Lineage lineage) {
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
                    core.get("/crls"),
                    (out, answer) -> Columns.lines(rows(answer)).forEach(out::println));
        }
        return ExitStatus.DONE;
    }

    private static List<List<String>> rows(JsonNode scopes) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADERS);
        for (var scope : scopes) {
            rows.add(
                    List.of(
                            Answer.text(scope, "generation"),
                            Answer.text(scope, "scope"),
                            Answer.text(scope, "number"),
                            Answer.text(scope, "entries"),
                            Answer.text(scope, "octets"),
                            Answer.text(scope, "thisUpdate"),
                            scope.path("isFinal").asBoolean()
                                    ? "for ever (the last)"
                                    : Answer.text(scope, "nextUpdate"),
                            Answer.text(scope, "due"),
                            Answer.text(scope, "untoldSince")));
        }
        return rows;
    }
}
