package org.lineageca.launcher.command.ca;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.octets.Octets;

/**
 * An act for people to read.
 *
 * @param act as the CA's service shows it
 */
public record ActText(JsonNode act) {

    private static final String INDENT = "  ";

    /** What it would bring about, the plan, and how that is approved if it was proposed. */
    public void printPlanned(Lineage lineage) {
        var out = lineage.surroundings().out();
        printPreview(out);
        printPlan(out);
        out.println();
        if (waitsForApproval()) {
            out.printf(
                    "Act %d is proposed by %s. Another officer approves exactly this plan with%n  %s%n",
                    id(), act.path("proposedBy").asText(), ApproveAct.typed(lineage, this));
        }
    }

    /** What it would bring about: differences, consequences, warnings. */
    void printPreview(PrintStream out) {
        var preview = act.path("preview");
        if (!preview.path("differences").isEmpty()) {
            out.println(
                    act.path("kind").asText().equals("change-profile")
                            ? "Profile (* changes)"
                            : "CA certificate (* changes)");
            differences(preview.path("differences")).forEach(line -> out.println(INDENT + line));
        }
        sentences(out, "What it means", "-", preview.path("consequences"));
        sentences(out, "Warnings", "!", preview.path("warnings"));
    }

    /** The text that is approved, and its digest. */
    void printPlan(PrintStream out) {
        out.println("Plan");
        act.path("plan").asText().lines().forEach(line -> out.println(INDENT + line));
        out.println("Plan SHA-256");
        out.println(INDENT + Octets.ofHex(sha256()).grouped());
    }

    /** Who proposed and approved it, and what came of it. */
    void printState(PrintStream out) {
        out.printf(
                "Act %d (%s) is %s. Proposed by %s at %s.%s%n",
                id(),
                act.path("kind").asText(),
                act.path("state").asText(),
                act.path("proposedBy").asText(),
                act.path("proposedAt").asText(),
                act.path("approvedBy").isTextual()
                        ? " Approved by %s at %s."
                                .formatted(
                                        act.path("approvedBy").asText(),
                                        act.path("approvedAt").asText())
                        : "");
        out.println(act.path("outcome").asText());
    }

    long id() {
        return act.path("id").asLong();
    }

    String sha256() {
        return act.path("sha256").asText();
    }

    boolean waitsForApproval() {
        return act.path("state").asText().equals("Proposed");
    }

    private static List<String> differences(JsonNode differences) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("", "FIELD", "NOW", "THEN"));
        for (var difference : differences) {
            var changed = difference.path("changed").asBoolean();
            rows.add(
                    List.of(
                            changed ? "*" : "",
                            difference.path("field").asText(),
                            shown(difference.path("before").asText()),
                            changed ? shown(difference.path("after").asText()) : "the same"));
        }
        return Columns.lines(rows);
    }

    private static String shown(String value) {
        return value.isEmpty() ? "none" : value;
    }

    private static void sentences(
            PrintStream out, String heading, String mark, JsonNode sentences) {
        if (!sentences.isEmpty()) {
            out.println(heading);
            for (var sentence : sentences) {
                out.println(INDENT + mark + " " + sentence.asText());
            }
        }
    }
}
