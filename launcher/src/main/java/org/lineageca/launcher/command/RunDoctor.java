package org.lineageca.launcher.command;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.lineageca.launcher.doctor.Doctor;
import org.lineageca.launcher.doctor.Finding;
import org.lineageca.launcher.doctor.Patient;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.Settings;
import picocli.CommandLine.Command;

/** Examines an installation. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Examines the machine and the installation, running or not, and says what to do.",
            "Exit status 1 if a check fails."
        })
public final class RunDoctor implements Callable<Integer> {

    private final Lineage lineage;

    public RunDoctor(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        var installation = lineage.installation();
        var settings = Settings.read(installation);
        var status = new RunningSupervisor(installation).status().orElse(null);
        var now = lineage.surroundings().clock().instant();
        var out = lineage.surroundings().out();
        var findings =
                Doctor.examine(
                        new Patient(installation, settings, status, now),
                        finding -> print(out, finding));
        var failed = count(findings, Finding.Level.FAIL);
        out.printf(
                "%n%d checks: %d ok, %d warn, %d fail%n",
                findings.size(),
                count(findings, Finding.Level.OK),
                count(findings, Finding.Level.WARN),
                failed);
        return failed == 0 ? ExitStatus.DONE : ExitStatus.REFUSED;
    }

    private static void print(PrintStream out, Finding finding) {
        out.printf(
                "%-5s %-24s %s%n",
                finding.level().name().toLowerCase(Locale.ROOT), finding.check(), finding.text());
        if (!finding.remedy().isEmpty()) {
            out.printf("%-5s %-24s → %s%n", "", "", finding.remedy());
        }
        out.flush();
    }

    private static long count(List<Finding> findings, Finding.Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }
}
