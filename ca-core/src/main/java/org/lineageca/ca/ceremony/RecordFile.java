package org.lineageca.ca.ceremony;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * The record of a run as it leaves the installation: lines of JSON, the first with all that the
 * plan follows from and the signature, the others the transcript. Nothing else is needed to check
 * it ({@link RecordVerification}) or to make its minutes.
 *
 * @param script the YAML, to the letter
 * @param record as {@link OnRecord#text} wrote it
 * @param exchangeKey DER SubjectPublicKeyInfo of the key that signed; null where nobody did
 * @param signature DER Ecdsa-Sig-Value over the SHA-256 of the last line; null where nobody signed:
 *     the run goes on or was aborted
 */
public record RecordFile(
        String script,
        String record,
        @Nullable Octets exchangeKey,
        @Nullable Octets signature,
        List<TranscriptEntry> entries) {

    /** In octets; far more than the record of the longest ceremony. */
    public static final int LARGEST = 32 * 1024 * 1024;

    private static final int MOST_ENTRIES = 20_000;
    private static final String KIND = "CeremonyRecord";

    public RecordFile {
        entries = List.copyOf(entries);
    }

    /** What is kept of a run. */
    public static RecordFile of(CeremonyPlan plan, Ceremony.Run run, List<TranscriptEntry> kept) {
        return new RecordFile(
                plan.script().text(),
                plan.record().text(),
                run.exchangeKey(),
                run.signature(),
                kept);
    }

    /** Writes it: UTF-8, each line ended by a line feed. */
    public Octets octets() {
        var text = new StringBuilder(header()).append('\n');
        entries.forEach(entry -> text.append(entry.line()).append('\n'));
        return Octets.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String header() {
        return Fields.of(KIND)
                .with("script", (Object) script)
                .with("record", (Object) record)
                .with("exchange-key", exchangeKey)
                .with("signature", signature)
                .line();
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is not, to the octet, one that we would write; the
     *     message names the line
     */
    public static RecordFile read(Octets octets) {
        if (octets.length() > LARGEST) {
            throw new IllegalArgumentException(
                    "it has " + octets.length() + " octets; records have at most " + LARGEST);
        }
        var lines = text(octets).split("\n", MOST_ENTRIES + 2);
        if (lines.length > MOST_ENTRIES + 1) {
            throw new IllegalArgumentException("it has more than " + MOST_ENTRIES + " entries");
        }
        if (!lines[lines.length - 1].isEmpty()) {
            throw new IllegalArgumentException(
                    "line %s is cut short: a record ends with a line feed".formatted(lines.length));
        }
        if (lines.length < 3) {
            throw new IllegalArgumentException("it has no entry");
        }
        var entries = new ArrayList<TranscriptEntry>(lines.length - 2);
        for (var i = 1; i < lines.length - 1; i++) {
            entries.add(entry(i + 1, lines[i]));
        }
        var file = header(lines[0], entries);
        if (!file.header().equals(lines[0])) {
            throw new IllegalArgumentException("line 1 is not written as the heads of records are");
        }
        return file;
    }

    private static String text(Octets octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not text in UTF-8", e);
        }
    }

    private static RecordFile header(String line, List<TranscriptEntry> entries) {
        try {
            var fields = Fields.read(line);
            if (!fields.kind().equals(KIND)) {
                throw new IllegalArgumentException(
                        "it is a '" + fields.kind() + "', not a " + KIND);
            }
            return new RecordFile(
                    fields.text("script"),
                    fields.text("record"),
                    fields.has("exchange-key") ? fields.octets("exchange-key") : null,
                    fields.has("signature") ? fields.octets("signature") : null,
                    entries);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line 1: " + e.getMessage(), e);
        }
    }

    private static TranscriptEntry entry(int number, String line) {
        try {
            return TranscriptEntry.read(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
    }

    /**
     * The plan, made again.
     *
     * @throws org.lineageca.ca.yaml.InvalidDescriptionException if the script makes none
     * @throws IllegalArgumentException if the facts are none
     */
    public CeremonyPlan plan() {
        return CeremonyPlan.read(script, record);
    }

    /** SHA-256 of the whole file: what its minutes and people name it by. */
    public Octets sha256() {
        return octets().sha256();
    }
}
