package org.lineageca.ca.issuance;

import java.util.Locale;

/** Why a request was refused, by what the caller must do about it. */
public enum Refusal {
    /** It is not what its content type says. */
    MALFORMED,
    /** It is larger than anything sensible. */
    TOO_LARGE,
    /** The proof of possession failed. */
    BAD_SIGNATURE,
    /** The key is too weak or of a kind that is not certified. */
    UNACCEPTABLE_KEY,
    /** Others can find its private key. */
    WEAK_KEY,
    /** It is blocked, or that of a CA or a responder. */
    BLOCKED_KEY,
    /** The names asked for do not fit the profile. */
    UNACCEPTABLE_NAMES,
    /** It would outlive its issuer, or nobody is there to issue it. */
    CANNOT_ISSUE,
    /** The logs that are configured cannot give the SCTs its profile asks for. */
    NOT_ENOUGH_LOGS,
    /** Logs did not give the SCTs its profile asks for; it may be asked for again. */
    LOGS_UNAVAILABLE,
    /** The holder of a domain permits other CAs only. */
    CAA_FORBIDS,
    /** It cannot be told whom the holder of a domain permits; it may be asked for again. */
    CAA_UNANSWERED,
    /** A CA certificate that was handed in is not what was asked for. */
    UNACCEPTABLE_CERTIFICATE,
    /** The act asked for is not possible as things stand. */
    CANNOT_PLAN,
    /** The certificate is revoked for good. */
    CANNOT_RELEASE,
    UNKNOWN_PROFILE,
    /** The very same request was answered before. */
    DUPLICATE,
    NOT_FOUND,
    /** The same request is being answered at this moment. */
    REQUEST_UNDER_WAY,
    /** The key by which a client names a request of its own stands for another. */
    IDEMPOTENCY_KEY_REUSED,
    /** The database was restored from a backup that is older than what was signed since. */
    DATABASE_RESTORED,
    /** The value given is not one of those allowed. */
    INVALID_VALUE;

    /** As problems and results name it: {@code bad-signature}. */
    public String kind() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
