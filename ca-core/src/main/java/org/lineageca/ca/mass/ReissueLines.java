package org.lineageca.ca.mass;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.csv.Csv;
import org.lineageca.ca.json.CanonicalJson;
import org.lineageca.ca.json.FieldsWriter;
import org.lineageca.ca.mass.ReissueResult.Outcome;
import org.lineageca.ca.revocation.ListedCertificate;

/** Results of a re-issue as lines. */
final class ReissueLines {

    /** What stands before the first subscriber. */
    static final String SUBSCRIBERS =
            "serial,generation,subject,names,asked_by,not_after,reason,why,deadline\n";

    private ReissueLines() {}

    static String head(ResultFormat format) {
        return switch (format) {
            case CSV ->
                    "serial,generation,outcome,new_serial,new_generation,new_sha256,new_chain,why\n";
            case JSON_LINES -> "";
        };
    }

    static String line(ResultFormat format, ReissueResult result) {
        var fields = fields(result);
        return switch (format) {
            case CSV -> Csv.line(List.copyOf(fields.values())) + "\n";
            case JSON_LINES -> {
                var json = new FieldsWriter();
                fields.forEach((name, value) -> json.text(name, value.isEmpty() ? null : value));
                yield new String(CanonicalJson.write(json.end()).toArray(), StandardCharsets.UTF_8)
                        + "\n";
            }
        };
    }

    /** In the order of {@link #head}; empty where there is nothing to say. */
    private static Map<String, String> fields(ReissueResult result) {
        var outcome = result.outcome();
        var successor = successor(outcome);
        var sha256 = outcome instanceof Outcome.Reissued(_, var known) ? known.toHex() : "";
        var fields = new LinkedHashMap<String, String>();
        fields.put("serial", result.certificate().serial().hex());
        fields.put("generation", result.certificate().generation().label());
        fields.put("outcome", outcome.word());
        fields.put("newSerial", successor == null ? "" : successor.serial().hex());
        fields.put("newGeneration", successor == null ? "" : successor.generation().label());
        fields.put("newSha256", sha256);
        // Where the core gives out the chain in PEM, below its own address.
        fields.put("newChain", sha256.isEmpty() ? "" : "/certificates/" + sha256);
        fields.put("why", why(outcome));
        return fields;
    }

    private static String why(Outcome outcome) {
        return outcome instanceof Outcome.Hindered(_, var why) && why != null ? why : "";
    }

    private static @Nullable ListedCertificate successor(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Reissued(var successor, _) -> successor;
            case Outcome.Unfinished(var successor) -> successor;
            case Outcome.Hindered _, Outcome.Waiting _ -> null;
        };
    }

    /**
     * One who has no successor.
     *
     * @param deadline null where it is open; then the certificate's own end counts
     */
    static String subscriber(ReissueResult result, @Nullable Instant deadline) {
        var holder = result.holder();
        var outcome = result.outcome();
        var end = holder.notAfter();
        return Csv.line(
                        List.of(
                                result.certificate().serial().hex(),
                                result.certificate().generation().label(),
                                holder.subject(),
                                String.join(" ", holder.names()),
                                holder.askedBy(),
                                end.toString(),
                                outcome.word(),
                                why(outcome),
                                (deadline == null || end.isBefore(deadline) ? end : deadline)
                                        .toString()))
                + "\n";
    }
}
