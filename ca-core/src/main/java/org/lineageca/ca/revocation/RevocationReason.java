package org.lineageca.ca.revocation;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** CRLReason (RFC 5280 5.3.1). */
public enum RevocationReason {
    UNSPECIFIED(0, "unspecified"),
    KEY_COMPROMISE(1, "keyCompromise"),
    CA_COMPROMISE(2, "cACompromise"),
    AFFILIATION_CHANGED(3, "affiliationChanged"),
    SUPERSEDED(4, "superseded"),
    CESSATION_OF_OPERATION(5, "cessationOfOperation"),
    CERTIFICATE_HOLD(6, "certificateHold"),
    REMOVE_FROM_CRL(8, "removeFromCRL"),
    PRIVILEGE_WITHDRAWN(9, "privilegeWithdrawn"),
    AA_COMPROMISE(10, "aACompromise");

    /** BR 4.9.1.1, where the key is not to be trusted or the subscriber gave no reason. */
    private static final Duration AT_ONCE = Duration.ofHours(24);

    /** BR 4.9.1.1, for everything else. */
    private static final Duration FIVE_DAYS = Duration.ofDays(5);

    private final int code;
    private final String label;

    RevocationReason(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** The value in the ENUMERATED. */
    public int code() {
        return code;
    }

    /** The identifier in RFC 5280. */
    public String label() {
        return label;
    }

    /** Whether it may be given for a final revocation of an end-entity certificate. */
    public boolean isFinal() {
        return switch (this) {
            case UNSPECIFIED,
                    KEY_COMPROMISE,
                    AFFILIATION_CHANGED,
                    SUPERSEDED,
                    CESSATION_OF_OPERATION,
                    PRIVILEGE_WITHDRAWN ->
                    true;
            case CA_COMPROMISE, CERTIFICATE_HOLD, REMOVE_FROM_CRL, AA_COMPROMISE -> false;
        };
    }

    /** How long a revocation may take from the time the reason is known (BR 4.9.1.1). */
    public Duration limit() {
        return switch (this) {
            case KEY_COMPROMISE, CA_COMPROMISE, AA_COMPROMISE, UNSPECIFIED -> AT_ONCE;
            case AFFILIATION_CHANGED,
                    SUPERSEDED,
                    CESSATION_OF_OPERATION,
                    CERTIFICATE_HOLD,
                    REMOVE_FROM_CRL,
                    PRIVILEGE_WITHDRAWN ->
                    FIVE_DAYS;
        };
    }

    public static RevocationReason ofCode(int code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no CRLReason " + code));
    }

    /** Whether it may be given for the revocation of a CA's certificate. */
    public boolean isForCa() {
        return isFinal() || this == CA_COMPROMISE;
    }

    /** Whether it may be given for the revocation of an end-entity certificate, or its hold. */
    public boolean isForEndEntity() {
        return isFinal() || this == CERTIFICATE_HOLD;
    }

    /** Parses the identifier of RFC 5280, in any case, of a reason to revoke an end entity for. */
    public static RevocationReason ofLabel(String label) {
        return find(label, RevocationReason::isForEndEntity);
    }

    /** Parses the identifier of RFC 5280, in any case, of a reason to revoke a CA for. */
    public static RevocationReason forCa(String label) {
        return find(label, RevocationReason::isForCa);
    }

    private static RevocationReason find(String label, Predicate<RevocationReason> allowed) {
        return Arrays.stream(values())
                .filter(reason -> reason.label.equalsIgnoreCase(label) && allowed.test(reason))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "'"
                                        + label
                                        + "' is not a reason a certificate can be revoked for; choose one of "
                                        + Arrays.stream(values())
                                                .filter(allowed)
                                                .map(RevocationReason::label)
                                                .collect(Collectors.joining(", "))));
    }
}
