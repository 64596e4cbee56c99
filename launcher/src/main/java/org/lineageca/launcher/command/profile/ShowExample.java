package org.lineageca.launcher.command.profile;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.CoreProgram;
import org.lineageca.launcher.command.Lineage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A document to begin with. */
@Command(
        name = "example",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a ready-made document, with its comments, to begin with: tls-server,",
            "tls-server-short-lived, tls-client, s-mime, code-signing, officer and others."
        })
final class ShowExample implements Callable<Integer> {

    private final Lineage lineage;

    @Parameters(paramLabel = "NAME", description = "Which one.")
    private String name = "";

    ShowExample(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var surroundings = lineage.surroundings();
        return new CoreProgram(surroundings.home(), "org.lineageca.ca.config.CheckProfile")
                .run(List.of("example", name), new byte[0], surroundings.out(), surroundings.err());
    }
}
