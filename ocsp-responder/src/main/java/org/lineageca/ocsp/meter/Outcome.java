package org.lineageca.ocsp.meter;

import java.util.Locale;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.ocsp.protocol.ErrorStatus;

/** What came of a request. */
public enum Outcome {
    GOOD,
    REVOKED,
    /** Never issued, whichever way that is told. */
    UNKNOWN,
    MALFORMED_REQUEST,
    INTERNAL_ERROR,
    TRY_LATER,
    UNAUTHORIZED,
    /** Refused by HTTP's own means: 400, 404, 405, 413, 415, 431. */
    HTTP_ERROR;

    /** Of an answer whose first certificate has this status. */
    public static Outcome of(CertificateStatus status) {
        return switch (status) {
            case CertificateStatus.Good _ -> GOOD;
            case CertificateStatus.Revoked revoked ->
                    revoked.equals(CertificateStatus.NEVER_ISSUED) ? UNKNOWN : REVOKED;
            case CertificateStatus.Unknown _ -> UNKNOWN;
        };
    }

    public static Outcome of(ErrorStatus status) {
        return switch (status) {
            case MALFORMED_REQUEST -> MALFORMED_REQUEST;
            case INTERNAL_ERROR -> INTERNAL_ERROR;
            case TRY_LATER -> TRY_LATER;
            case UNAUTHORIZED -> UNAUTHORIZED;
        };
    }

    /** Whether the asker got a signed answer. */
    public boolean isAnswer() {
        return this == GOOD || this == REVOKED || this == UNKNOWN;
    }

    /** Whether the responder is to blame, rather than its asker. */
    public boolean isFault() {
        return this == INTERNAL_ERROR || this == TRY_LATER;
    }

    /** As metrics name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
