package org.lineageca.launcher.command.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
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
import picocli.CommandLine.Parameters;

/** One profile: its document, or its rules and versions. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the document of a profile, to be read or edited; with --rules what it means and",
            "which versions there were."
        })
final class ShowProfile implements Callable<Integer> {

    private final Lineage lineage;

    @Option(
            names = "--number",
            paramLabel = "N",
            description = "The document of this version (default: the one in force).")
    private @Nullable Integer version;

    @Option(names = "--rules", description = "The rules in words, and all versions.")
    private boolean rules;

    @Option(names = "--json", description = "With --rules: as JSON.")
    private boolean json;

    @Parameters(paramLabel = "NAME", description = "The profile's name.")
    private String name = "";

    ShowProfile(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var out = lineage.surroundings().out();
        var path = "/profiles/" + CoreClient.segment(name);
        try (var core = CoreClient.of(lineage.installation())) {
            if (rules || json) {
                Answer.print(out, json, core.get(path), ShowProfile::print);
                return ExitStatus.DONE;
            }
            var wanted =
                    version == null ? core.get(path).path("version").asInt() : version.intValue();
            out.print(core.text(path + "/versions/" + wanted));
        }
        return ExitStatus.DONE;
    }

    private static void print(PrintStream out, JsonNode profile) {
        out.printf(
                "profile %s, version %s%n",
                profile.path("name").asText(), profile.path("version").asText());
        var meanings = new ArrayList<List<String>>();
        for (var rule : profile.path("rules")) {
            meanings.add(List.of("  " + rule.path("field").asText(), rule.path("text").asText()));
        }
        Columns.lines(meanings).forEach(out::println);
        var versions = new ArrayList<List<String>>();
        versions.add(List.of("VERSION", "SINCE", "BY", "SHA-256"));
        for (var each : profile.path("versions")) {
            versions.add(
                    List.of(
                            each.path("version").asText(),
                            each.path("recordedAt").asText(),
                            each.path("recordedBy").asText(),
                            each.path("sha256").asText()));
        }
        Columns.lines(versions).forEach(out::println);
    }
}
