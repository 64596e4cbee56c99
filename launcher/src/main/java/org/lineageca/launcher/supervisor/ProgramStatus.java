package org.lineageca.launcher.supervisor;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one program.
 *
 * @param address where it answers
 * @param pid its process, if it runs
 * @param startedAt when that process was started
 * @param restarts how often it was started again since the supervisor started
 * @param since when it came into its state
 * @param detail why it is not healthy, one line; empty if there is nothing to say
 */
public record ProgramStatus(
        String name,
        ProgramState state,
        String address,
        @Nullable Long pid,
        @Nullable Instant startedAt,
        int restarts,
        Instant since,
        String detail) {

    static ProgramStatus stopped(String name, String address, Instant now) {
        return new ProgramStatus(name, ProgramState.STOPPED, address, null, null, 0, now, "");
    }

    ProgramStatus in(ProgramState next, String why, Instant now) {
        return new ProgramStatus(
                name, next, address, pid, startedAt, restarts, next == state ? since : now, why);
    }

    ProgramStatus running(long process, Instant now) {
        return new ProgramStatus(
                name, ProgramState.STARTING, address, process, now, restarts, now, detail);
    }

    ProgramStatus ended(ProgramState next, String why, Instant now) {
        return new ProgramStatus(name, next, address, null, null, restarts, now, why);
    }

    ProgramStatus again() {
        return new ProgramStatus(name, state, address, pid, startedAt, restarts + 1, since, detail);
    }

    /** Its process, if it runs. */
    Optional<ProcessHandle> process() {
        return Optional.ofNullable(pid).flatMap(ProcessHandle::of);
    }
}
