package org.lineageca.launcher.command.ca;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.function.BiConsumer;

/** What the service answered, as it is or in words. */
public final class Answer {

    private Answer() {}

    public static void print(
            PrintStream out,
            boolean json,
            JsonNode answer,
            BiConsumer<PrintStream, JsonNode> words) {
        if (json) {
            out.println(answer.toPrettyString());
        } else {
            words.accept(out, answer);
        }
    }

    /** A member as text, or a dash where there is none. */
    public static String text(JsonNode node, String member) {
        var value = node.path(member);
        return value.isMissingNode() || value.isNull() ? "-" : value.asText();
    }

    /** One line for each sentence. */
    static void sentences(PrintStream out, String indent, JsonNode sentences) {
        sentences.forEach(sentence -> out.println(indent + sentence.asText()));
    }
}
