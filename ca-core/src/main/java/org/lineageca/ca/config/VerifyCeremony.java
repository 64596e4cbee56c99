package org.lineageca.ca.config;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.ceremony.PgpWords;
import org.lineageca.ca.ceremony.RecordFile;
import org.lineageca.ca.ceremony.RecordFinding;
import org.lineageca.ca.ceremony.RecordVerification;
import org.lineageca.ca.minutes.Minutes;
import org.lineageca.octets.Octets;

/**
 * The program that checks the record of a ceremony, with public keys only: it needs no
 * installation, database, token or network.
 *
 * <p>Arguments: {@code RECORD [--key SHA256] [--minutes PDF] [--write-minutes PDF]}. Exit status: 0
 * if the record is in order, 1 if it is not, 2 for wrong usage.
 */
public final class VerifyCeremony {

    private static final int SHA256_LENGTH = 32;

    private VerifyCeremony() {}

    /**
     * What is asked.
     *
     * @param key the expected SHA-256 of the exchange key; null for none
     * @param minutes to be compared with; null for none
     * @param written where minutes are written to; null for nowhere
     */
    private record Question(
            Path file, @Nullable Octets key, @Nullable Path minutes, @Nullable Path written) {}

    public static void main(String[] arguments) throws IOException {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) throws IOException {
        Question question;
        try {
            question = question(arguments);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage() + ". Nothing was checked.");
            return 2;
        }
        var findings = findings(question);
        findings.forEach(finding -> print(finding, out));
        var failed =
                findings.stream()
                        .filter(finding -> finding.verdict() == RecordFinding.Verdict.FAIL)
                        .count();
        out.println();
        out.println(
                failed == 0
                        ? "The record is in order."
                        : "The record is NOT in order: %s of %s checks failed."
                                .formatted(failed, findings.size()));
        return failed == 0 ? 0 : 1;
    }

    private static void print(RecordFinding finding, PrintStream out) {
        var verdict =
                switch (finding.verdict()) {
                    case OK -> "ok";
                    case NOTE -> "note";
                    case FAIL -> "FAIL";
                };
        // What a stranger's file says is printed without what could steer a terminal.
        out.printf(
                "%-5s %-31s %s%n",
                verdict, finding.name(), finding.text().replaceAll("\\p{Cc}|\\p{Cf}", "?"));
    }

    private static Question question(String[] arguments) {
        Path file = null;
        Octets key = null;
        Path minutes = null;
        Path written = null;
        var rest = new ArrayList<>(Arrays.asList(arguments)).iterator();
        while (rest.hasNext()) {
            var argument = rest.next();
            if (argument.startsWith("--") && !rest.hasNext()) {
                throw new IllegalArgumentException(argument + " needs a value");
            }
            switch (argument) {
                case "--key" -> key = fingerprint(rest.next());
                case "--minutes" -> minutes = Path.of(rest.next());
                case "--write-minutes" -> written = Path.of(rest.next());
                default -> {
                    if (file != null || argument.startsWith("--")) {
                        throw new IllegalArgumentException("'" + argument + "' is not expected");
                    }
                    file = Path.of(argument);
                }
            }
        }
        if (file == null) {
            throw new IllegalArgumentException(
                    "Usage: VerifyCeremony RECORD [--key SHA256] [--minutes PDF] [--write-minutes PDF]");
        }
        return new Question(file, key, minutes, written);
    }

    /** Digits, however they are grouped, or PGP words. */
    static Octets fingerprint(String text) {
        var digits = text.replaceAll("[\\s:]", "").toLowerCase(Locale.ROOT);
        if (digits.matches("[0-9a-f]{64}")) {
            return Octets.ofHex(digits);
        }
        if (PgpWords.read(text) instanceof PgpWords.Reading.Read(var octets)
                && octets.length() == SHA256_LENGTH) {
            return octets;
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no SHA-256: neither 64 hexadecimal digits nor 32 PGP words");
    }

    private static List<RecordFinding> findings(Question question) throws IOException {
        var format = "format";
        RecordFile file;
        try {
            if (Files.size(question.file()) > RecordFile.LARGEST) {
                throw new IllegalArgumentException(
                        "it is larger than any record: %s octets"
                                .formatted(Files.size(question.file())));
            }
            file = RecordFile.read(Octets.of(Files.readAllBytes(question.file())));
        } catch (IllegalArgumentException e) {
            return List.of(RecordFinding.fail(format, "this is no record: " + e.getMessage()));
        }
        var findings = new ArrayList<RecordFinding>();
        findings.add(
                RecordFinding.ok(
                        format, "the record of a run, SHA-256 %s".formatted(file.sha256())));
        findings.addAll(RecordVerification.of(file, question.key()));
        if (question.minutes() != null || question.written() != null) {
            findings.addAll(minutes(question, file));
        }
        return findings;
    }

    private static List<RecordFinding> minutes(Question question, RecordFile file)
            throws IOException {
        Octets made;
        try {
            made = Minutes.pdf(file);
        } catch (RuntimeException e) {
            // A record that cannot be followed has no minutes, whatever it stumbles over.
            return List.of(
                    RecordFinding.fail("minutes", "none can be made of it: " + e.getMessage()));
        }
        var findings = new ArrayList<RecordFinding>();
        if (question.minutes() != null) {
            findings.add(compared(Files.readAllBytes(question.minutes()), made));
        }
        if (question.written() != null) {
            Files.write(question.written(), made.toArray());
            findings.add(
                    RecordFinding.ok(
                            "minutes written",
                            "%s, SHA-256 %s".formatted(question.written(), made.sha256())));
        }
        return findings;
    }

    private static RecordFinding compared(byte[] given, Octets made) {
        var at = Arrays.mismatch(given, made.toArray());
        return at < 0
                ? RecordFinding.ok(
                        "minutes",
                        "made again from the record, the same to the octet: %s octets, SHA-256 %s"
                                .formatted(given.length, made.sha256()))
                : RecordFinding.fail(
                        "minutes",
                        "made again from the record by this version of the program, they differ from octet %s on"
                                .formatted(at + 1));
    }
}
