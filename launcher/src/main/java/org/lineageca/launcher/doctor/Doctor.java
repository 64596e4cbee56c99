package org.lineageca.launcher.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All checks, one after the other. */
public final class Doctor {

    private static final List<Check> CHECKS =
            List.of(
                    new MachineCheck(),
                    new TokenCheck(),
                    new CredentialCheck(),
                    new PortCheck(),
                    new ProgramCheck(),
                    new DatabaseCheck(),
                    new SignerCheck(),
                    new CrlCheck(),
                    new OcspCheck());

    private Doctor() {}

    /** Examines everything, telling each finding at once. */
    public static List<Finding> examine(Patient patient, Consumer<Finding> tell)
            throws InterruptedException {
        var all = new ArrayList<Finding>();
        for (var check : CHECKS) {
            for (var finding : check.examine(patient)) {
                tell.accept(finding);
                all.add(finding);
            }
        }
        return all;
    }
}
