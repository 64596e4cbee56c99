package org.lineageca.ca.mass;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How results are written: one line for each certificate. */
public enum ResultFormat {
    /** RFC 4180, but for the line feeds. */
    CSV("csv", "text/csv"),
    /** One JSON object in each line. */
    JSON_LINES("jsonl", "application/jsonl");

    private final String extension;
    private final String mediaType;

    ResultFormat(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** The end of a file's name. */
    public String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }

    /** By the end of a file's name. */
    public static Optional<ResultFormat> of(String extension) {
        return Arrays.stream(values())
                .filter(format -> format.extension.equals(extension.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** What stands before the first. */
    public String head() {
        return switch (this) {
            case CSV -> "serial,generation,outcome,revoked_at,reason\n";
            case JSON_LINES -> "";
        };
    }

    /** None of the values needs quotes. */
    public String line(Result result) {
        var serial = result.certificate().serial().hex();
        var generation = result.certificate().generation().label();
        var outcome = result.outcome().word();
        var at = result.revokedAt();
        var reason = result.reason();
        return switch (this) {
            case CSV ->
                    "%s,%s,%s,%s,%s\n"
                            .formatted(
                                    serial,
                                    generation,
                                    outcome,
                                    at == null ? "" : at,
                                    reason == null ? "" : reason.label());
            case JSON_LINES ->
                    "{\"serial\":\"%s\",\"generation\":\"%s\",\"outcome\":\"%s\"%s%s}\n"
                            .formatted(
                                    serial,
                                    generation,
                                    outcome,
                                    at == null ? "" : ",\"revokedAt\":\"" + at + "\"",
                                    reason == null ? "" : ",\"reason\":\"" + reason.label() + "\"");
        };
    }
}
