package org.lineageca.launcher.command.ca;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.CoreClient;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets how large a lineage's CRL should become at most. */
@Command(
        name = "budget",
        mixinStandardHelpOptions = true,
        description = {
            "Sets how large the CRL of a lineage should become before it rolls,",
            "in place of the budget before; a limit that is not given is none."
        })
public final class SetBudget implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Lineage lineage;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Option(names = "--entries", paramLabel = "N", description = "At most so many entries.")
    private @Nullable Long entries;

    @Option(names = "--bytes", paramLabel = "N", description = "At most so many bytes of DER.")
    private @Nullable Long bytes;

    @Parameters(paramLabel = "ROLE", description = "What the lineage is for, such as tls-servers.")
    private String role = "";

    public SetBudget(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var budget = JSON.createObjectNode().put("entries", entries).put("bytes", bytes);
        try (var core = CoreClient.of(lineage.installation())) {
            Answer.print(
                    lineage.surroundings().out(),
                    json,
                    core.put("/lineages/" + CoreClient.segment(role) + "/budget", budget),
                    (out, answer) ->
                            out.printf(
                                    "CRL budget of %s: %s entries, %s bytes%n",
                                    role,
                                    Answer.text(answer, "entries"),
                                    Answer.text(answer, "bytes")));
        }
        return ExitStatus.DONE;
    }
}
