package org.lineageca.launcher.command.profile;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.CoreProgram;
import org.lineageca.launcher.command.Lineage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Looks whether a document can be used. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Says what the document of a profile means, or with line and column what is wrong with",
            "it, without installation and network. Exit status 0 if it can be used, 1 if it cannot,",
            "2 if it cannot be read."
        })
final class CheckProfile implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    /** More than the program reads, so that it says what is wrong. */
    private static final int LARGEST = 1024 * 1024;

    private final Lineage lineage;

    @Parameters(paramLabel = "FILE", description = "YAML; - for standard input.")
    private String file = "";

    CheckProfile(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var surroundings = lineage.surroundings();
        var input =
                file.equals(STANDARD_INPUT) ? surroundings.in().readNBytes(LARGEST) : new byte[0];
        return new CoreProgram(surroundings.home(), "org.lineageca.ca.config.CheckProfile")
                .run(List.of("check", file), input, surroundings.out(), surroundings.err());
    }
}
