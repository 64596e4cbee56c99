package org.lineageca.launcher.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All checks of an installation's kind, one after the other. */
public final class Doctor {

    private static final List<Check> ONLINE =
            List.of(
                    new MachineCheck(),
                    new TokenCheck(),
                    new CredentialCheck(),
                    new RecoveredPeopleCheck(),
                    new PortCheck(),
                    new ProgramCheck(),
                    new DatabaseCheck(),
                    new CopyCheck(),
                    new SignerCheck(),
                    new CrlCheck(),
                    new OcspCheck());

    private static final List<Check> OFFLINE =
            List.of(
                    new MachineCheck(),
                    new SharedTokenCheck(),
                    new PortCheck(),
                    new ProgramCheck(),
                    new ListenerCheck(),
                    new DatabaseCheck(),
                    new SharedSignerCheck(),
                    new PeopleCheck());

    private Doctor() {}

    /** Examines everything, telling each finding at once. */
    public static List<Finding> examine(Patient patient, Consumer<Finding> tell)
            throws InterruptedException {
        var all = new ArrayList<Finding>();
        var checks =
                switch (patient.settings().kind()) {
                    case ONLINE -> ONLINE;
                    case OFFLINE -> OFFLINE;
                };
        for (var check : checks) {
            for (var finding : check.examine(patient)) {
                tell.accept(finding);
                all.add(finding);
            }
        }
        return all;
    }
}
