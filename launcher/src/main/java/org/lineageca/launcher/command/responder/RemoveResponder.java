package org.lineageca.launcher.command.responder;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.Kind;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Removes a responder. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = {
            "Removes a responder that was added, and with it its copy of the database.",
            "Nothing is lost by that: a copy holds nothing of its own."
        })
final class RemoveResponder implements Callable<Integer> {

    private final Lineage lineage;

    @Parameters(paramLabel = "NAME", description = "As `responder list` shows it.")
    private String name = "";

    RemoveResponder(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        var installation = lineage.installation();
        var settings = Settings.read(installation, Kind.ONLINE, "Nothing was changed.");
        var removed =
                settings.responders().stream()
                        .filter(responder -> responder.name().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                new RefusedException(
                                        "There is no responder %s. Nothing was changed. `%s` shows them."
                                                .formatted(name, lineage.typed("responder list"))));
        settings.with(
                        settings.responders().stream()
                                .filter(responder -> !responder.equals(removed))
                                .toList())
                .keep(installation);
        Files.deleteIfExists(installation.configuration(removed.program()));
        var out = lineage.surroundings().out();
        out.printf("Responder %s on http://%s is removed.%n", name, removed.address());
        if (removed.reads().isCopy()) {
            out.printf(
                    "Its %s of the database, the folder postgresql/copy-%s, is deleted by the next `%s`, and its place in the log of the CA's database given up.%n",
                    removed.reads().key(), name, lineage.typed("up"));
        }
        out.println(Responders.takesEffect(lineage, installation));
        return ExitStatus.DONE;
    }
}
