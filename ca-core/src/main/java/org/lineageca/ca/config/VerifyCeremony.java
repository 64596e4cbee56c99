package org.lineageca.ca.config;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.ca.ceremony.RecordFile;
import org.lineageca.ca.ceremony.RecordFinding;
import org.lineageca.ca.exchange.ExchangePackage;
import org.lineageca.ca.inspection.Inspection;
import org.lineageca.ca.inspection.RehearsalInspection;
import org.lineageca.ca.inspection.RemadeMinutes;
import org.lineageca.octets.Octets;

/**
 * The program that checks what a ceremony left behind, its record or an exchange package with its
 * results, with public keys only: it needs no installation, database, token or network.
 *
 * <p>Arguments: {@code FILE [--key KEY] [--rehearsal RECORD] [--minutes PDF] [--write-minutes PDF]
 * [--json]}. Exit status: 0 if it is in order, 1 if it is not, 2 for wrong usage and files that
 * cannot be read, 4 if nothing is wrong with it and nobody signed it.
 */
public final class VerifyCeremony {

    private static final int USAGE = 2;
    private static final int UNVOUCHED = 4;
    private static final long LARGEST = Math.max(RecordFile.LARGEST, ExchangePackage.MOST_OCTETS);

    private VerifyCeremony() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        try {
            var question = VerificationQuestion.of(arguments);
            var inspection = inspect(question);
            if (question.isJson()) {
                VerificationReport.json(inspection, out);
            } else {
                VerificationReport.text(inspection, out);
            }
            return switch (inspection.outcome()) {
                case IN_ORDER -> 0;
                case NOT_IN_ORDER -> 1;
                case UNVOUCHED -> UNVOUCHED;
            };
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage() + ". Nothing was checked.");
            return USAGE;
        } catch (IOException e) {
            err.println(reason(e) + ". Nothing was reported.");
            return USAGE;
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "There is no file " + e.getMessage()
                : "A file cannot be read or written: " + e.getMessage();
    }

    private static Inspection inspect(VerificationQuestion question) throws IOException {
        var inspection = Inspection.of(read(question.file()), question.key());
        if (!question.isCompared()) {
            return inspection;
        }
        if (inspection.records().size() != 1) {
            return inspection.with(
                    new Inspection.Part(
                            "Comparison",
                            List.of(
                                    RecordFinding.fail(
                                            "one record",
                                            "minutes and rehearsals are compared with one record; %s can be read here"
                                                    .formatted(inspection.records().size())))));
        }
        var record = inspection.records().getFirst();
        var rehearsal = question.rehearsal();
        if (rehearsal != null) {
            inspection = inspection.with(RehearsalInspection.of(read(rehearsal), record));
        }
        var minutes = minutes(question, record);
        return minutes.isEmpty()
                ? inspection
                : inspection.with(new Inspection.Part("Minutes", minutes));
    }

    private static List<RecordFinding> minutes(VerificationQuestion question, RecordFile record)
            throws IOException {
        var findings = new ArrayList<RecordFinding>();
        var given = question.minutes();
        if (given != null) {
            findings.add(RemadeMinutes.compared(record, read(given)));
        }
        var written = question.written();
        if (written != null) {
            var made = new ArrayList<Octets>();
            findings.add(
                    RemadeMinutes.made(
                            record,
                            minutes -> {
                                made.add(minutes);
                                return RecordFinding.ok(
                                        "minutes written",
                                        "%s, SHA-256 %s".formatted(written, minutes.sha256()));
                            }));
            for (var minutes : made) {
                Files.write(written, minutes.toArray());
            }
        }
        return findings;
    }

    private static Octets read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IllegalArgumentException(
                    "%s has %s octets, more than any record or package"
                            .formatted(file, Files.size(file)));
        }
        return Octets.of(Files.readAllBytes(file));
    }
}
