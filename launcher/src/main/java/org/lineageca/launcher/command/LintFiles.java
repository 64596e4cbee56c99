package org.lineageca.launcher.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for mistakes in anybody's certificates, CRLs, OCSP responses and requests. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = {
            "Looks for mistakes in anybody's certificates, CRLs, OCSP responses and requests, by",
            "the rules of docs/lint.md, without installation and network. Exit status 0 if no",
            "rule was broken that would have kept it from being signed, 1 if one was, 2 if a file",
            "cannot be read."
        })
final class LintFiles implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    /** One octet more than the program reads, so that it says what is wrong. */
    private static final int LARGEST = 32 * 1024 * 1024 + 1;

    private final Lineage lineage;

    @Option(
            names = "--issuer",
            paramLabel = "CERTIFICATE",
            description = "The certificate of its issuer: name, key and signature are compared.")
    private @Nullable Path issuer;

    @Option(names = "--json", description = "Answer in JSON, a line for each structure.")
    private boolean json;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "PEM or DER; - for standard input. At most 32 MiB each.")
    private List<String> files = List.of();

    LintFiles(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var arguments = new ArrayList<String>();
        if (json) {
            arguments.add("--json");
        }
        if (issuer != null) {
            arguments.addAll(List.of("--issuer", issuer.toString()));
        }
        for (var file : files) {
            // Nothing that begins with a hyphen is a file to the program.
            arguments.add(
                    file.startsWith(STANDARD_INPUT) && file.length() > 1 ? "./" + file : file);
        }
        var surroundings = lineage.surroundings();
        var input =
                files.contains(STANDARD_INPUT)
                        ? surroundings.in().readNBytes(LARGEST)
                        : new byte[0];
        return new CoreProgram(surroundings.home(), "org.lineageca.ca.config.LintFile")
                .run(arguments, input, surroundings.out(), surroundings.err());
    }
}
