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

/** Shows the lineages, their generations, and what should be done. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Shows each lineage: its generations, until when it can issue,",
            "and what is proposed to be done, by when."
        })
public final class ListLineages implements Callable<Integer> {

    private static final String ROW = "  %-17s %-12s %-21s %-21s %s%n";

    private final Lineage lineage;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    public ListLineages(Lineage lineage) {
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
                    core.get("/lineages"),
                    (out, answer) -> answer.forEach(each -> print(out, each)));
        }
        return ExitStatus.DONE;
    }

    private static void print(PrintStream out, JsonNode each) {
        out.println(each.path("role").asText());
        out.printf(ROW, "GENERATION", "STATE", "VALID FROM", "UNTIL", "NAME");
        each.path("generations")
                .forEach(generation ->
                        out.printf(
                                ROW,
                                generation.path("label").asText(),
                                generation.path("state").asText(),
                                Answer.text(generation, "notBefore"),
                                Answer.text(generation, "notAfter"),
                                generation.path("name").asText()));
        out.printf("  last safe issue: %s%n", Answer.text(each, "lastSafeIssue"));
        each.path("profiles")
                .forEach(profile ->
                        out.printf(
                                "    %s until %s%n",
                                profile.path("name").asText(),
                                Answer.text(profile, "lastSafeIssue")));
        out.printf(
                "  CRL budget: %s entries, %s bytes%n",
                Answer.text(each.path("budget"), "entries"),
                Answer.text(each.path("budget"), "bytes"));
        each.path("proposals").forEach(proposal -> printProposal(out, proposal));
        out.println();
    }

    private static void printProposal(PrintStream out, JsonNode proposal) {
        out.printf(
                "  %s: roll by %s%n    %s%n",
                proposal.path("due").asBoolean() ? "due" : "proposed",
                proposal.path("by").asText(),
                proposal.path("because").asText());
        Answer.sentences(out, "    - ", proposal.path("steps"));
    }
}
