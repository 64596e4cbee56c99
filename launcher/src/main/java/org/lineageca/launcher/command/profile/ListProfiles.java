package org.lineageca.launcher.command.profile;

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

/** Shows what may be asked for. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the profiles, with the version of each that is in force.")
final class ListProfiles implements Callable<Integer> {

    private final Lineage lineage;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    ListProfiles(Lineage lineage) {
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
                    core.get("/profiles"),
                    (out, answer) -> Columns.lines(rows(answer)).forEach(out::println));
        }
        return ExitStatus.DONE;
    }

    private static List<List<String>> rows(JsonNode profiles) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("PROFILE", "VERSION", "LINEAGE", "VALIDITY", "NAMES", "KEYS"));
        for (var profile : profiles) {
            rows.add(
                    List.of(
                            profile.path("name").asText(),
                            profile.path("version").asText(),
                            profile.path("lineage").asText(),
                            rule(profile, "validity"),
                            rule(profile, "alternative names"),
                            rule(profile, "keys")));
        }
        return rows;
    }

    private static String rule(JsonNode profile, String field) {
        for (var rule : profile.path("rules")) {
            if (rule.path("field").asText().equals(field)) {
                return rule.path("text").asText();
            }
        }
        return "-";
    }
}
