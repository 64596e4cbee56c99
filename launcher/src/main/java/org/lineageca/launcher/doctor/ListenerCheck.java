package org.lineageca.launcher.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.supervisor.Listeners;

/** That no process of the installation listens beyond this machine, by the kernel's own tables. */
record ListenerCheck() implements Check {

    private static final String NAME = "listeners";

    @Override
    public List<Finding> examine(Patient patient) {
        var status = patient.status();
        if (status == null) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        var count = 0;
        var processes = Listeners.processes(patient.installation(), status);
        for (var process : processes) {
            try {
                var listeners = Listeners.of(process);
                count += listeners.size();
                listeners.stream()
                        .filter(listener -> !listener.isLoopback())
                        .forEach(listener -> findings.add(beyond(listener)));
            } catch (IOException e) {
                if (process.isAlive()) {
                    findings.add(
                            Finding.warn(
                                    NAME,
                                    "process %d was not examined: %s"
                                            .formatted(process.pid(), Reasons.of(e)),
                                    "Run `lineage doctor` as the user who ran `lineage up`."));
                }
            }
        }
        if (findings.isEmpty()) {
            findings.add(
                    Finding.ok(
                            NAME,
                            "%d sockets of %d processes, all on loopback"
                                    .formatted(count, processes.size())));
        }
        return findings;
    }

    private static Finding beyond(Listeners.Listener listener) {
        return Finding.fail(
                NAME,
                "process %d listens on %s %s, beyond this machine"
                        .formatted(listener.pid(), listener.protocol(), listener.address()),
                "Run `lineage down` and find out who started it; an offline installation answers nobody.");
    }
}
