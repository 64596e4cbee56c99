package org.lineageca.console.access;

import java.time.Duration;
import org.lineageca.ca.admission.Admission;

/** Why a session is over. */
sealed interface SessionEnd {

    /** Nobody was there for so long. */
    record Idle(Duration after) implements SessionEnd {}

    /** Its certificate does not let anybody in any more. */
    record NotAdmitted(Admission.Refused refused) implements SessionEnd {}
}
