package org.lineageca.launcher.supervisor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor tells the world in {@code run/status}.
 *
 * @param supervisor who wrote it
 * @param steps of the last start, in order
 * @param failures of the last start
 */
public record Status(
        @Nullable ProcessIdentity supervisor,
        Phase phase,
        List<Step> steps,
        List<Failure> failures,
        List<ProgramStatus> programs) {

    public Status {
        steps = List.copyOf(steps);
        failures = List.copyOf(failures);
        programs = List.copyOf(programs);
    }

    /** Whether a program refuses its work until somebody acts. */
    public boolean isRefusing() {
        return programs.stream().anyMatch(program -> program.state() == ProgramState.REFUSING);
    }

    /** Whether it runs and every program does its work. */
    public boolean allHealthy() {
        return phase == Phase.RUNNING
                && !programs.isEmpty()
                && programs.stream().allMatch(program -> program.state() == ProgramState.HEALTHY);
    }
}
