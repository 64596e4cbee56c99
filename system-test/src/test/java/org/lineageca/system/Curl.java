package org.lineageca.system;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP by curl, in an installation's folder. */
record Curl(Installation lineage) {

    /**
     * What came back.
     *
     * @param status the HTTP status; 0 where there was no answer at all
     * @param headers of the last answer, names in lower case
     * @param complaint what curl said about itself
     */
    record Answer(int status, Map<String, String> headers, String body, String complaint) {

        JsonObject json() {
            return JsonParser.parseString(body).getAsJsonObject();
        }

        String header(String name) {
            var value = headers.get(name);
            if (value == null) {
                throw new AssertionError("no header " + name + " in " + headers);
            }
            return value;
        }
    }

    /** Calls the machines' service with the installation's own credential. */
    Answer machine(String path, String... options) {
        return as(lineage.credentials().resolve("machine"), path, options);
    }

    /** Calls the machines' service with a folder's {@code certificate.pem} and {@code key.pem}. */
    Answer as(Path credential, String path, String... options) {
        var command = new ArrayList<String>();
        command.addAll(
                List.of(
                        "--cert",
                        credential.resolve("certificate.pem").toString(),
                        "--key",
                        credential.resolve("key.pem").toString()));
        command.addAll(List.of(options));
        return anonymous(path, command.toArray(String[]::new));
    }

    /** Calls the machines' service without a client certificate. */
    Answer anonymous(String path, String... options) {
        var command =
                new ArrayList<>(
                        List.of("--cacert", lineage.credentials().resolve("root.pem").toString()));
        command.addAll(List.of(options));
        return get(lineage.core() + path, command.toArray(String[]::new));
    }

    /** Calls any URL. */
    Answer get(String url, String... options) {
        try {
            var headers = Files.createTempFile("headers", null);
            var body = Files.createTempFile("body", null);
            var command =
                    new ArrayList<>(
                            List.of(
                                    "curl",
                                    "-sS",
                                    "--path-as-is",
                                    "-D",
                                    headers.toString(),
                                    "-o",
                                    body.toString()));
            command.addAll(List.of(options));
            command.add(url);
            var result = lineage.shell().run(command.toArray(String[]::new));
            var answer = answer(Files.readString(headers), Files.readAllBytes(body), result.err());
            Files.delete(headers);
            Files.delete(body);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer answer(String headers, byte[] body, String complaint) {
        var fields = new TreeMap<String, String>();
        var status = 0;
        for (var line : headers.lines().toList()) {
            if (line.startsWith("HTTP/")) {
                // An answer before this one was 100 Continue.
                fields.clear();
                status = Integer.parseInt(line.split(" ", 3)[1]);
            } else if (line.contains(": ")) {
                var colon = line.indexOf(": ");
                fields.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 2).strip());
            }
        }
        return new Answer(status, fields, new String(body, StandardCharsets.UTF_8), complaint);
    }
}
