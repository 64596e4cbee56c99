package org.lineageca.launcher.doctor;

import java.util.ArrayList;
import java.util.List;
import org.lineageca.launcher.installation.PortUse;
import org.lineageca.launcher.supervisor.PortOwner;

/** Of a stopped installation: whether its ports are free for the next start. */
record PortCheck() implements Check {

    @Override
    public List<Finding> examine(Patient patient) {
        if (patient.runs()) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        for (var use : PortUse.values()) {
            if (patient.settings().kind().uses().contains(use)) {
                findings.add(examine("port " + use.key(), patient.ports().of(use)));
            }
        }
        for (var responder : patient.settings().responders()) {
            responder
                    .ports()
                    .forEach((port, program) -> findings.add(examine("port " + program, port)));
        }
        return findings;
    }

    private static Finding examine(String check, int port) {
        var address = "127.0.0.1:" + port;
        return PortOwner.whyNotFree(port)
                .map(why ->
                        Finding.fail(check, address + " is " + why, "Free it before `lineage up`."))
                .orElseGet(() -> Finding.ok(check, address + " is free"));
    }
}
