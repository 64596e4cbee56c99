package org.lineageca.ocsp.respond;

import org.lineageca.ocsp.answer.SignedAnswer;
import org.lineageca.ocsp.protocol.ErrorStatus;

/** What a relying party gets. */
public sealed interface Reply {

    /**
     * A signed answer.
     *
     * @param fromCache whether it was there when it was asked for
     */
    record Answered(SignedAnswer answer, boolean fromCache) implements Reply {}

    /** An unsigned error. */
    record Refused(ErrorStatus status) implements Reply {}
}
