package org.lineageca.ca.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.lineageca.ca.profile.ProfileReader;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.ca.profile.RuleTexts;
import org.lineageca.ca.yaml.InvalidDescriptionException;

/**
 * The program that checks the document of a profile, or prints a ready-made one: it needs no
 * installation, database, token or network.
 *
 * <p>Arguments: {@code check FILE}, {@code -} for standard input; {@code example NAME}. Exit
 * status: 0 if it can be used, 1 if it cannot, 2 for wrong usage and what cannot be read.
 */
public final class CheckProfile {

    private static final int USAGE = 2;

    private CheckProfile() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.in, System.out, System.err));
    }

    static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
        if (arguments.length != 2) {
            err.println("Name a command and what it is about: check FILE, or example NAME.");
            return USAGE;
        }
        try {
            return switch (arguments[0]) {
                case "check" -> check(arguments[1], in, out);
                case "example" -> example(arguments[1], out, err);
                case String other -> {
                    err.println("There is no command " + other + "; use check or example.");
                    yield USAGE;
                }
            };
        } catch (IOException e) {
            err.println(
                    e instanceof NoSuchFileException
                            ? "There is no file " + e.getMessage() + "."
                            : "The file cannot be read: " + e.getMessage() + ".");
            return USAGE;
        }
    }

    private static int check(String file, InputStream in, PrintStream out) throws IOException {
        try {
            var text = ProfileReader.withLineFeeds(read(file, in));
            var profile = ProfileReader.read(text).profile();
            out.printf("%s: version %d of profile %s%n", file, profile.version(), profile.name());
            RuleTexts.of(profile)
                    .forEach(rule -> out.printf("  %-18s  %s%n", rule.field(), rule.text()));
            return 0;
        } catch (InvalidDescriptionException e) {
            out.println(
                    e.place()
                                    .map(place ->
                                            file + ":" + place.line() + ":" + place.column() + ": ")
                                    .orElse(file + ": ")
                            + e.getMessage());
            return 1;
        }
    }

    private static String read(String file, InputStream in) throws IOException {
        // One character more than are read, so that the reader says what is wrong.
        var most = 4 * (ProfileReader.LARGEST + 1);
        if (file.equals("-")) {
            return new String(in.readNBytes(most), StandardCharsets.UTF_8);
        }
        try (var content = Files.newInputStream(Path.of(file))) {
            return new String(content.readNBytes(most), StandardCharsets.UTF_8);
        }
    }

    private static int example(String name, PrintStream out, PrintStream err) {
        var found = ReadyMade.ofText(name);
        if (found.isEmpty()) {
            err.println(
                    "There is no ready-made profile '"
                            + name
                            + "'; there are "
                            + ReadyMade.texts()
                            + ".");
            return USAGE;
        }
        out.print(found.get().yaml());
        return 0;
    }
}
