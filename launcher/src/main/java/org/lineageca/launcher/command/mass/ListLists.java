package org.lineageca.launcher.command.mass;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.ca.Answer;
import org.lineageca.launcher.command.ca.Columns;
import org.lineageca.launcher.command.ca.OfficerOption;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.MassRevocations;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the lists there are. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Shows the lists there are, the newest first.")
final class ListLists implements Callable<Integer> {

    private final Lineage lineage;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: 20).")
    private int limit = 20;

    @Mixin private OfficerOption officer = new OfficerOption();

    ListLists(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        try (var core = officer.core(lineage.installation(), OfficerOption.FIRST)) {
            Answer.print(
                    lineage.surroundings().out(),
                    json,
                    new MassRevocations(core).newest(limit),
                    (out, lists) -> Columns.lines(rows(lists)).forEach(out::println));
        }
        return ExitStatus.DONE;
    }

    private static List<List<String>> rows(JsonNode lists) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("LIST", "CERTIFICATES", "DONE", "ACT", "BY", "STANDS"));
        for (var list : lists) {
            rows.add(
                    List.of(
                            Answer.text(list, "batch"),
                            String.format(Locale.ROOT, "%,d", list.path("certificates").asLong()),
                            list.path("percent").asInt() + " %",
                            Answer.text(list, "act"),
                            Answer.text(list, "openedBy"),
                            (list.path("drill").asBoolean() ? "drill: " : "")
                                    + ListText.standing(list)));
        }
        return rows;
    }
}
