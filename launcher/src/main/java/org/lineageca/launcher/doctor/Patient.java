package org.lineageca.launcher.doctor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.OwnerAccess;
import org.lineageca.launcher.installation.Ports;
import org.lineageca.launcher.installation.Settings;
import org.lineageca.launcher.supervisor.Status;

/**
 * What is examined.
 *
 * @param status what the supervisor says; nothing while none runs
 */
public record Patient(
        Installation installation, Settings settings, @Nullable Status status, Instant now) {

    Ports ports() {
        return settings.ports();
    }

    OwnerAccess owner() {
        return OwnerAccess.to(installation, ports());
    }

    boolean runs() {
        return status != null;
    }
}
