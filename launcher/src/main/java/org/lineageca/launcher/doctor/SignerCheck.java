package org.lineageca.launcher.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.launcher.health.Health;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.health.SignerProbe;
import org.lineageca.launcher.health.SocketShortcut;
import org.lineageca.launcher.installation.TokenPlace;

/** A test signature by each signer that serves the online programs. */
record SignerCheck() implements Check {

    @Override
    public List<Finding> examine(Patient patient) throws InterruptedException {
        if (!patient.runs()) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        for (var token :
                List.of(
                        TokenPlace.issuing(patient.installation()),
                        TokenPlace.responder(patient.installation()))) {
            findings.add(sign(patient, token));
        }
        return findings;
    }

    private static Finding sign(Patient patient, TokenPlace token) throws InterruptedException {
        var check = "signature " + token.label();
        var remedy = "See `lineage logs signer-%s`.".formatted(token.label());
        try (var shortcut = SocketShortcut.to(patient.installation().run())) {
            var probe = new SignerProbe(token.label(), shortcut.of(token.socket()));
            return switch (probe.check()) {
                case Health.Healthy _ -> Finding.ok(check, "the token made a test signature");
                case Health.Unhealthy(var reason) -> Finding.fail(check, reason, remedy);
                case Health.Refusing(var reason) -> Finding.fail(check, reason, remedy);
            };
        } catch (IOException e) {
            return Finding.fail(check, Reasons.of(e), remedy);
        }
    }
}
