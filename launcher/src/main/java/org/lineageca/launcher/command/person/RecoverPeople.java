package org.lineageca.launcher.command.person;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.PrivateFiles;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.supervisor.Recovery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets two people in where nobody can come in and decide any more. */
@Command(
        name = "recover",
        mixinStandardHelpOptions = true,
        description = {
            "Where nobody can come in and decide any more: lets an administrator and an officer in for 7 days.",
            "Says what it will do, and does it after both witnesses have typed the words it shows.",
            "Refuses as long as two people can come in and decide: they change people by acts."
        })
final class RecoverPeople implements Callable<Integer> {

    private final Lineage lineage;

    @Option(
            names = "--administrator",
            paramLabel = "NAME",
            required = true,
            description = "Who comes in as Administrator: 2 to 40 of a-z, 0-9 and hyphen.")
    private String administrator = "";

    @Option(
            names = "--administrator-certificate",
            paramLabel = "FILE",
            description =
                    "Their own self-signed certificate, which ends within 7 days; else a key is made in credentials/NAME.")
    private @Nullable Path administratorCertificate;

    @Option(
            names = "--officer",
            paramLabel = "NAME",
            required = true,
            description = "Who comes in as Officer.")
    private String officer = "";

    @Option(
            names = "--officer-certificate",
            paramLabel = "FILE",
            description = "The same for the officer.")
    private @Nullable Path officerCertificate;

    @Option(
            names = "--lost",
            paramLabel = "NAME",
            description = "Whose key is lost: they are removed. May be given more than once.")
    private List<String> lost = new ArrayList<>();

    @Option(
            names = "--witness",
            paramLabel = "NAME",
            required = true,
            description = "Two who are present, and are neither of the two.")
    private List<String> witnesses = new ArrayList<>();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why, in one line, for the audit trail.")
    private String reason = "";

    RecoverPeople(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        var out = lineage.surroundings().out();
        var options = options();
        try (var recovery = Recovery.prepare(lineage.installation())) {
            var plan = recovery.plan(options);
            plan.lines().forEach(out::println);
            out.println("Nothing has changed yet.");
            var transcript = new ArrayList<>(plan.lines());
            // Not closed: standard input is the process's.
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    lineage.surroundings().in(), StandardCharsets.UTF_8));
            for (var witness : witnesses) {
                readBack(witness, plan, in);
                transcript.add("%s %s read it back".formatted(now(), witness));
            }
            // Kept before anything changes: a disk that is full must not be found out afterwards.
            var file = transcriptFile();
            keep(transcript, file);
            try {
                for (var line : recovery.perform(plan, options)) {
                    out.println(line);
                    transcript.add("%s %s".formatted(now(), line));
                }
            } catch (RefusedException e) {
                transcript.add("%s refused: %s".formatted(now(), e.getMessage()));
                throw e;
            } finally {
                keep(transcript, file);
            }
            out.println("Transcript: " + file);
        }
        out.println(
                "Both come in by these certificates alone, for 7 days at most. In that time: certify them, and register that under People in the console.");
        return ExitStatus.DONE;
    }

    private List<String> options() throws IOException, RefusedException {
        var options = new ArrayList<String>();
        add(options, "--administrator", administrator);
        add(options, "--administrator-certificate", administratorCertificate);
        add(options, "--officer", officer);
        add(options, "--officer-certificate", officerCertificate);
        lost.forEach(name -> add(options, "--lost", name));
        witnesses.forEach(name -> add(options, "--witness", name));
        add(options, "--reason", reason);
        return options;
    }

    private static void add(List<String> options, String name, @Nullable Path file)
            throws IOException, RefusedException {
        if (file == null) {
            return;
        }
        if (!Files.isReadable(file)) {
            throw new RefusedException(
                    "There is no readable file %s. Nothing was changed.".formatted(file));
        }
        add(options, name, file.toRealPath().toString());
    }

    private static void add(List<String> options, String name, String value) {
        options.add(name);
        options.add(value);
    }

    private void readBack(String witness, Recovery.Plan plan, BufferedReader in)
            throws IOException, RefusedException {
        var out = lineage.surroundings().out();
        out.print(
                "%s, is it these people and this reason? Then type the words, or the whole SHA-256: "
                        .formatted(witness));
        out.flush();
        var typed = in.readLine();
        out.println();
        if (typed == null || !plan.isReadBack(typed)) {
            throw new RefusedException(
                    "That is not what %s should read back. Nothing was changed. Begin anew."
                            .formatted(witness));
        }
    }

    private Path transcriptFile() throws IOException {
        var folder = lineage.installation().recoveries();
        PrivateFiles.folder(folder);
        return folder.resolve("recovery-%s.txt".formatted(now().toString().replace(":", "")));
    }

    private static void keep(List<String> transcript, Path file) throws IOException {
        PrivateFiles.write(file, String.join("\n", transcript) + "\n");
    }

    private Instant now() {
        return lineage.surroundings().clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
