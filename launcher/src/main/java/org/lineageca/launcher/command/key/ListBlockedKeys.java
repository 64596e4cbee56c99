package org.lineageca.launcher.command.key;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.command.ca.Answer;
import org.lineageca.launcher.command.ca.Columns;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the keys that are blocked. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the public keys that are blocked, the newest first.")
final class ListBlockedKeys implements Callable<Integer> {

    private final Lineage lineage;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: 100).")
    private int limit = 100;

    @Option(
            names = "--after",
            paramLabel = "SHA256",
            description = "Go on behind this key, the last of those listed before.")
    private @Nullable String after;

    ListBlockedKeys(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var from = after == null ? "" : "&after=" + CoreClient.segment(after);
        try (var core = CoreClient.of(lineage.installation())) {
            Answer.print(
                    lineage.surroundings().out(),
                    json,
                    core.get("/blocked-keys?limit=" + limit + from),
                    (out, answer) -> Columns.lines(rows(answer)).forEach(out::println));
        }
        return ExitStatus.DONE;
    }

    private static List<List<String>> rows(JsonNode keys) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("SHA-256 OF THE KEY", "SINCE", "BY", "WHY"));
        for (var key : keys) {
            rows.add(
                    List.of(
                            Answer.text(key, "spkiSha256"),
                            Answer.text(key, "since"),
                            Answer.text(key, "source"),
                            Answer.text(key, "why")));
        }
        return rows;
    }
}
