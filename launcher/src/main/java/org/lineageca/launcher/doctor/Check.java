package org.lineageca.launcher.doctor;

import java.util.List;

/** Looks at one part of an installation; changes nothing. */
sealed interface Check
        permits MachineCheck,
                TokenCheck,
                PortCheck,
                DatabaseCheck,
                CopyCheck,
                ProgramCheck,
                RecoveredPeopleCheck,
                SignerCheck,
                CrlCheck,
                OcspCheck,
                CredentialCheck,
                SharedTokenCheck,
                SharedSignerCheck,
                PeopleCheck,
                ListenerCheck {

    List<Finding> examine(Patient patient) throws InterruptedException;
}
