package org.lineageca.ocsp.protocol;

/** The unsigned answers: OCSPResponseStatus other than successful (RFC 6960 4.2.1). */
public enum ErrorStatus {
    /** Not a request. */
    MALFORMED_REQUEST(1),
    /** The responder is at fault; another may answer. */
    INTERNAL_ERROR(2),
    /** It cannot answer now. */
    TRY_LATER(3),
    /** It does not speak for this issuer (RFC 9919 4.2.3). */
    UNAUTHORIZED(6);

    private final int code;

    ErrorStatus(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
