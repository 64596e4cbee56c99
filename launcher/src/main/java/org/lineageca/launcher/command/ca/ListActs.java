package org.lineageca.launcher.command.ca;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.Acts;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What was decided, is being decided, and waits. */
@Command(
        name = "acts",
        mixinStandardHelpOptions = true,
        description = "Lists acts, the newest first, with what came of each or what it waits for.")
final class ListActs implements Callable<Integer> {

    private final Lineage lineage;

    @Option(names = "--json", description = "Print them as JSON.")
    private boolean json;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: 50).")
    private int limit = 50;

    @Mixin private OfficerOption officer = new OfficerOption();

    ListActs(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var out = lineage.surroundings().out();
        try (var core = officer.core(lineage.installation(), OfficerOption.FIRST)) {
            var acts = new Acts(core).newest(limit);
            if (json) {
                out.println(acts.toPrettyString());
            } else if (acts.isEmpty()) {
                out.println("There are no acts.");
            } else {
                Columns.lines(rows(acts)).forEach(out::println);
            }
        }
        return ExitStatus.DONE;
    }

    private static List<List<String>> rows(JsonNode acts) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("ACT", "STATE", "KIND", "PROPOSED BY", "APPROVED BY", "OUTCOME"));
        for (var act : acts) {
            rows.add(
                    List.of(
                            act.path("id").asText(),
                            act.path("state").asText(),
                            act.path("kind").asText(),
                            act.path("proposedBy").asText(),
                            act.path("approvedBy").isTextual()
                                    ? act.path("approvedBy").asText()
                                    : "-",
                            act.path("outcome").asText()));
        }
        return rows;
    }
}
