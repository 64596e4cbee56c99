package org.lineageca.launcher.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Why a certificate is revoked: the names of CRLReason (RFC 5280 5.3.1) that fit the revocation of
 * an end-entity certificate, or its hold.
 */
enum ReasonName {
    UNSPECIFIED("unspecified"),
    KEY_COMPROMISE("keyCompromise"),
    AFFILIATION_CHANGED("affiliationChanged"),
    SUPERSEDED("superseded"),
    CESSATION_OF_OPERATION("cessationOfOperation"),
    PRIVILEGE_WITHDRAWN("privilegeWithdrawn"),
    CERTIFICATE_HOLD("certificateHold");

    private final String text;

    ReasonName(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Upper and lower case do not matter. */
    static Optional<ReasonName> parse(String text) {
        return Arrays.stream(values()).filter(r -> r.text.equalsIgnoreCase(text)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(ReasonName::text).toList();
    }
}
