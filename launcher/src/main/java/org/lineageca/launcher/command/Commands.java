package org.lineageca.launcher.command;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lineageca.launcher.command.audit.ReplaceAuditKey;
import org.lineageca.launcher.command.audit.VerifyAudit;
import org.lineageca.launcher.command.batch.IssueBatchMenu;
import org.lineageca.launcher.command.ca.Ca;
import org.lineageca.launcher.command.ceremony.Share;
import org.lineageca.launcher.command.ceremony.VerifyCeremony;
import org.lineageca.launcher.command.checkpoints.Checkpoints;
import org.lineageca.launcher.command.key.Keys;
import org.lineageca.launcher.command.mass.MassReissue;
import org.lineageca.launcher.command.mass.MassRevocation;
import org.lineageca.launcher.command.person.People;
import org.lineageca.launcher.command.profile.Profiles;
import org.lineageca.launcher.command.report.Reports;
import org.lineageca.launcher.command.responder.Responders;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.ServiceUnreachableException;
import picocli.CommandLine;

/** All commands put together, and how their failures are shown. */
public final class Commands {

    private static final int WIDTH = 100;

    /** These show commands that were not typed, too. */
    private static final Set<String> ABOUT_ALL = Set.of("-h", "--help", "-V", "--version");

    private Commands() {}

    /**
     * Does what was typed.
     *
     * @return the exit status
     */
    public static int execute(Surroundings surroundings, String... words) {
        var typed = new HashSet<>(List.of(words));
        if (!Collections.disjoint(typed, ABOUT_ALL)) {
            return all(surroundings).execute(words);
        }
        return of(surroundings, typed)
                // What nobody understands is compared with everything there is.
                .setParameterExceptionHandler((_, _) -> all(surroundings).execute(words))
                .execute(words);
    }

    /** Every command there is. */
    static CommandLine all(Surroundings surroundings) {
        return of(surroundings, Set.of());
    }

    private static CommandLine of(Surroundings surroundings, Set<String> typed) {
        var lineage = new Lineage(surroundings);
        return new Menu(lineage, typed)
                .add("up", () -> new Up(lineage))
                .add("down", () -> new Down(lineage))
                .add("status", () -> new ShowStatus(lineage))
                .add("logs", () -> new ShowLogs(lineage))
                .add("doctor", () -> new RunDoctor(lineage))
                .add("issue", () -> new Issue(lineage))
                .add("issue-batch", () -> IssueBatchMenu.of(lineage, typed))
                .add("revoke", () -> new Revoke(lineage))
                .add("release", () -> new Release(lineage))
                .add("revocation", () -> MassRevocation.of(lineage, typed))
                .add("reissue", () -> MassReissue.of(lineage, typed))
                .add("crl", () -> Crl.of(lineage, typed))
                .add("ca", () -> Ca.of(lineage, typed))
                .add("person", () -> People.of(lineage, typed))
                .add("responder", () -> Responders.of(lineage, typed))
                .add("key", () -> Keys.of(lineage, typed))
                .add("report", () -> Reports.of(lineage, typed))
                .add("profile", () -> Profiles.of(lineage, typed))
                .add("lint", () -> new LintFiles(lineage))
                .add("checkpoint", () -> Checkpoints.of(lineage, typed))
                .add("share", () -> Share.of(lineage, typed))
                .add("verify-audit", () -> new VerifyAudit(lineage))
                .add("replace-audit-key", () -> new ReplaceAuditKey(lineage))
                .add("verify-ceremony", () -> new VerifyCeremony(lineage))
                .add("record-starts", () -> new RecordStarts(lineage))
                .commandLine()
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
