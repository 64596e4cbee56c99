package org.lineageca.launcher.command;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import org.lineageca.launcher.command.ca.Ca;
import org.lineageca.launcher.command.ceremony.Share;
import org.lineageca.launcher.command.ceremony.VerifyCeremony;
import org.lineageca.launcher.command.person.People;
import org.lineageca.launcher.command.responder.Responders;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine;

/** All commands put together, and how their failures are shown. */
public final class Commands {

    private static final int WIDTH = 100;

    private Commands() {}

    public static CommandLine of(Surroundings surroundings) {
        var lineage = new Lineage(surroundings);
        var crl = new CommandLine(new Crl(lineage)).addSubcommand(new IssueCrl(lineage));
        return new CommandLine(lineage)
                .addSubcommand(new Up(lineage))
                .addSubcommand(new Down(lineage))
                .addSubcommand(new ShowStatus(lineage))
                .addSubcommand(new ShowLogs(lineage))
                .addSubcommand(new RunDoctor(lineage))
                .addSubcommand(new Issue(lineage))
                .addSubcommand(new Revoke(lineage))
                .addSubcommand(crl)
                .addSubcommand(Ca.of(lineage))
                .addSubcommand(People.of(lineage))
                .addSubcommand(Responders.of(lineage))
                .addSubcommand(Share.of(lineage))
                .addSubcommand(new VerifyCeremony(lineage))
                .addSubcommand(new RecordStarts(lineage))
                .setUsageHelpWidth(WIDTH)
                .setOut(writer(surroundings.out()))
                .setErr(writer(surroundings.err()))
                .setExecutionExceptionHandler((failure, _, _) -> show(failure, surroundings.err()));
    }

    private static int show(Exception failure, PrintStream err) throws Exception {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        err.println("lineage: " + Reasons.of(failure));
        return switch (failure) {
            case RefusedException _ -> ExitStatus.REFUSED;
            case ServiceUnreachableException _ -> ExitStatus.UNREACHABLE;
            case java.io.IOException _ -> ExitStatus.REFUSED;
            // What nobody expected is shown with where it came from.
            default -> throw failure;
        };
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, stream.charset()), true);
    }
}
