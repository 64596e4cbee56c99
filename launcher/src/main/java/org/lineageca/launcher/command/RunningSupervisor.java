package org.lineageca.launcher.command;

import java.io.IOException;
import java.util.Optional;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.supervisor.ProcessIdentity;
import org.lineageca.launcher.supervisor.Status;
import org.lineageca.launcher.supervisor.StatusFile;
import org.lineageca.launcher.supervisor.SupervisorFile;

/** The supervisor at work on an installation, if there is one. */
record RunningSupervisor(Installation installation) {

    private static final long PAUSE_MILLIS = 50;

    Optional<ProcessIdentity> identity() throws IOException {
        return SupervisorFile.of(installation).running();
    }

    /** What it says; nothing before it has said anything. */
    Optional<Status> status() throws IOException {
        var identity = identity();
        return new StatusFile(installation.statusFile())
                .read()
                .filter(status ->
                        identity.isPresent() && identity.get().equals(status.supervisor()));
    }

    /** The supervisor; one that is stopping is waited for until it is gone. */
    Optional<ProcessIdentity> unlessStopping(Surroundings surroundings)
            throws IOException, InterruptedException {
        var told = false;
        while (status().filter(RunningSupervisor::isEnding).isPresent()) {
            if (!told) {
                surroundings.out().println("Lineage is being stopped; waiting for that.");
                told = true;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return identity();
    }

    private static boolean isEnding(Status status) {
        return switch (status.phase()) {
            case STOPPING, STOPPED, FAILED -> true;
            case STARTING, RUNNING -> false;
        };
    }
}
