package org.lineageca.launcher.command.ca;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/** Paths as a person reads them in a terminal: each a tree from the target upwards. */
final class PathTree {

    private final PrintStream out;

    PathTree(PrintStream out) {
        this.out = out;
    }

    void print(JsonNode answer) {
        var paths = answer.path("paths");
        out.printf(
                "%s: %d %s at %s, %d valid%n",
                answer.path("target").asText(),
                paths.size(),
                paths.size() == 1 ? "path" : "paths",
                answer.path("at").asText(),
                answer.path("valid").asLong());
        for (var path : paths) {
            out.println();
            printPath(path);
        }
        answer.path("cuts").forEach(cut -> out.printf("%nNot everything: %s%n", cut.asText()));
    }

    private void printPath(JsonNode path) {
        var outcome = path.path("outcome").asText();
        out.println(outcome.equals("valid") ? "ok" : outcome);
        var culprit = path.path("index").asInt(-1);
        var index = 0;
        for (var certificate : path.path("certificates")) {
            var indent = "  ".repeat(index + 1);
            out.printf(
                    "%s%s  [%s%s, key %s, until %s]%n",
                    indent,
                    certificate.path("subject").asText(),
                    index == 0 ? "target" : certificate.path("origin").asText(),
                    certificate.path("anchor").asBoolean() ? ", trust anchor" : "",
                    certificate.path("key").asText(),
                    certificate.path("notAfter").asText());
            if (index == culprit) {
                out.printf("%s^ %s%n", indent, path.path("sentence").asText());
            }
            index++;
        }
        path.path("notes").forEach(note -> out.printf("  note: %s%n", note.asText()));
    }
}
