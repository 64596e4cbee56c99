package org.lineageca.launcher.command;

import java.util.Set;
import java.util.concurrent.Callable;
import org.lineageca.launcher.command.crls.CrlPolicy;
import org.lineageca.launcher.command.crls.ListCrls;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Groups what can be done with CRLs. */
@Command(
        name = "crl",
        mixinStandardHelpOptions = true,
        description = "Certificate revocation lists.",
        synopsisSubcommandLabel = "COMMAND")
public final class Crl implements Callable<Integer> {

    private final Lineage lineage;

    private Crl(Lineage lineage) {
        this.lineage = lineage;
    }

    /** The group with its commands. */
    static CommandLine of(Lineage lineage, Set<String> typed) {
        return new Menu(new Crl(lineage), typed)
                .add("list", () -> new ListCrls(lineage))
                .add("policy", () -> new CrlPolicy(lineage))
                .add("issue", () -> new IssueCrl(lineage))
                .commandLine();
    }

    @Override
    public Integer call() {
        lineage.surroundings()
                .err()
                .println("What with CRLs? `%s crl --help` says.".formatted(lineage.name()));
        return ExitStatus.USAGE;
    }
}
