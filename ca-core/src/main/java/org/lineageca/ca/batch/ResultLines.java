package org.lineageca.ca.batch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.json.CanonicalJson;
import org.lineageca.ca.json.Json;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

/** Results as lines of JSON; the chain of an issuer is looked up once. */
final class ResultLines {

    private final AuthorityStore authorities;
    private final long batch;
    private final Map<GenerationId, String> chains = new HashMap<>();

    ResultLines(AuthorityStore authorities, long batch) {
        this.authorities = authorities;
        this.batch = batch;
    }

    String line(BatchResult result) {
        var fields = new TreeMap<String, Json>();
        fields.put("batch", new Json.Whole(batch));
        fields.put("position", new Json.Whole(result.position()));
        fields.put("subject", new Json.Text(result.subject()));
        switch (result.outcome()) {
            case BatchResult.Outcome.Waiting() -> fields.put("state", new Json.Text("waiting"));
            case BatchResult.Outcome.Refused(var kind, var detail) -> {
                fields.put("state", new Json.Text("refused"));
                fields.put("problem", problem(kind, detail));
            }
            case BatchResult.Outcome.Issued(var generation, var serial, var der) -> {
                fields.put("state", new Json.Text("issued"));
                fields.put("generation", new Json.Text(generation.label()));
                fields.put("serial", new Json.Text(serial.hex()));
                if (der != null) {
                    fields.put("sha256", new Json.Text(der.sha256().toHex()));
                    fields.put("chain", new Json.Text(chain(generation, der)));
                }
            }
        }
        if (!result.unfinished().isEmpty()) {
            fields.put(
                    "unfinished",
                    new Json.Items(
                            result.unfinished().stream()
                                    .<Json>map(serial -> new Json.Text(serial.hex()))
                                    .toList()));
        }
        var line = CanonicalJson.write(new Json.Fields(fields));
        return new String(line.toArray(), StandardCharsets.UTF_8) + "\n";
    }

    private static Json problem(String kind, String detail) {
        var fields = new TreeMap<String, Json>();
        fields.put("type", new Json.Text("urn:lineage:problem:" + kind));
        fields.put("detail", new Json.Text(detail));
        return new Json.Fields(fields);
    }

    private String chain(GenerationId generation, Octets leaf) {
        return Pem.chain(List.of(leaf)) + chains.computeIfAbsent(generation, this::above);
    }

    private String above(GenerationId generation) {
        var above = new ArrayList<Octets>();
        authorities
                .find(generation)
                .flatMap(Generation::caCertificate)
                .map(CaCertificate::der)
                .ifPresent(above::add);
        authorities.chainAbove(generation).stream().map(CaCertificate::der).forEach(above::add);
        return Pem.chain(above);
    }
}
