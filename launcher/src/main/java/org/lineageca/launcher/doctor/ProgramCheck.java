package org.lineageca.launcher.doctor;

import java.util.ArrayList;
import java.util.List;
import org.lineageca.launcher.supervisor.Phase;
import org.lineageca.launcher.supervisor.ProgramState;
import org.lineageca.launcher.supervisor.ProgramStatus;

/** Whether every program is healthy, as the supervisor sees it. */
record ProgramCheck() implements Check {

    private static final int MANY_RESTARTS = 5;

    @Override
    public List<Finding> examine(Patient patient) {
        var status = patient.status();
        if (status == null) {
            return List.of(Finding.warn("programs", "Lineage is not running", "Run `lineage up`."));
        }
        var findings = new ArrayList<Finding>();
        if (status.phase() != Phase.RUNNING) {
            findings.add(
                    Finding.warn(
                            "programs", "Lineage is " + status.phase().text(), "Wait a moment."));
        }
        status.programs().forEach(program -> findings.add(judge(program)));
        return findings;
    }

    private static Finding judge(ProgramStatus program) {
        var remedy = "See `lineage logs %s`.".formatted(program.name());
        if (program.state() == ProgramState.REFUSING) {
            return Finding.fail(
                    program.name(),
                    "refuses its work since %s: %s".formatted(program.since(), program.detail()),
                    "To wait does not help: do what it says.");
        }
        if (program.state() != ProgramState.HEALTHY) {
            return Finding.fail(
                    program.name(),
                    "%s since %s: %s"
                            .formatted(program.state().text(), program.since(), program.detail()),
                    remedy);
        }
        return program.restarts() >= MANY_RESTARTS
                ? Finding.warn(
                        program.name(),
                        "healthy, restarted %d times".formatted(program.restarts()),
                        remedy)
                : Finding.ok(
                        program.name(),
                        "healthy on "
                                + program.address()
                                + (program.detail().isEmpty() ? "" : ", " + program.detail()));
    }
}
