package org.lineageca.launcher.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.launcher.health.Health;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.health.SharedSignerProbe;
import org.lineageca.launcher.health.SocketShortcut;
import org.lineageca.launcher.installation.SharedTokenPlace;

/** How each signer whose token is opened by shares answers. */
record SharedSignerCheck() implements Check {

    @Override
    public List<Finding> examine(Patient patient) {
        if (!patient.runs()) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        for (var token : SharedTokenPlace.of(patient.installation())) {
            findings.add(ask(patient, token));
        }
        return findings;
    }

    private static Finding ask(Patient patient, SharedTokenPlace token) {
        var check = "signer " + token.label();
        var remedy = "See `lineage logs signer-%s`.".formatted(token.label());
        try (var shortcut = SocketShortcut.to(patient.installation().run())) {
            var probe = new SharedSignerProbe(token.label(), shortcut.of(token.socket()));
            return switch (probe.check()) {
                case Health.Healthy(var detail) -> Finding.ok(check, detail);
                case Health.Unhealthy(var reason) -> Finding.fail(check, reason, remedy);
                case Health.Refusing(var reason) -> Finding.fail(check, reason, remedy);
            };
        } catch (IOException e) {
            return Finding.fail(check, Reasons.of(e), remedy);
        }
    }
}
