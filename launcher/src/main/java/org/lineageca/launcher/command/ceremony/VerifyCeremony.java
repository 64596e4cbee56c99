package org.lineageca.launcher.command.ceremony;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.CoreProgram;
import org.lineageca.launcher.command.Lineage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks what a ceremony left behind. */
@Command(
        name = "verify-ceremony",
        mixinStandardHelpOptions = true,
        description = {
            "Checks the record of a ceremony, or an exchange package with its results, with public keys only, without installation and network:",
            "the plan, its approvals, every entry, every signature, and what was signed.",
            "Exit status 0 if it is in order, 1 if it is not, 4 if nothing is wrong with it and nobody signed it, as with a run that was aborted."
        })
public final class VerifyCeremony implements Callable<Integer> {

    private final Lineage lineage;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "The expected exchange key, from elsewhere: its fingerprint in hexadecimal digits or PGP words, or a file (PEM or DER).")
    private @Nullable String key;

    @Option(
            names = "--rehearsal",
            paramLabel = "RECORD",
            description =
                    "The record of a rehearsal: is what was signed what was rehearsed, but for the keys?")
    private @Nullable Path rehearsal;

    @Option(
            names = "--minutes",
            paramLabel = "PDF",
            description = "Minutes to be made again from the record and compared octet by octet.")
    private @Nullable Path minutes;

    @Option(
            names = "--write-minutes",
            paramLabel = "PDF",
            description = "Where to write the minutes made from the record.")
    private @Nullable Path written;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "The record (.jsonl) or the package (.zip), from the console.")
    private Path file = Path.of("");

    public VerifyCeremony(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var arguments = new ArrayList<String>();
        add(arguments, "--key", key);
        add(arguments, "--rehearsal", rehearsal);
        add(arguments, "--minutes", minutes);
        add(arguments, "--write-minutes", written);
        if (json) {
            arguments.add("--json");
        }
        // An absolute path never looks like an option.
        arguments.add(file.toAbsolutePath().toString());
        return new CoreProgram(
                        lineage.surroundings().home(), "org.lineageca.ca.config.VerifyCeremony")
                .run(
                        arguments,
                        new byte[0],
                        lineage.surroundings().out(),
                        lineage.surroundings().err());
    }

    private static void add(List<String> arguments, String name, @Nullable Object value) {
        if (value != null) {
            arguments.addAll(List.of(name, value.toString()));
        }
    }
}
