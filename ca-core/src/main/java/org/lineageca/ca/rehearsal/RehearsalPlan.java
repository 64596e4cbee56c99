package org.lineageca.ca.rehearsal;

import java.time.Duration;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.hsm.client.KeyAlgorithm;

/**
 * Whose shadow is made.
 *
 * @param successor the issuing CA's name after a roll
 */
public record RehearsalPlan(Authority root, Authority issuing, DistinguishedName successor) {

    private static final Duration SHORTEST = Duration.ofDays(1);

    /**
     * One CA.
     *
     * @param validity of its certificates
     */
    public record Authority(DistinguishedName name, KeyAlgorithm algorithm, Duration validity) {}

    public RehearsalPlan {
        if (successor.equals(issuing.name()) || successor.equals(root.name())) {
            throw new IllegalArgumentException(
                    "after a roll the issuing CA has another name, got " + successor);
        }
        if (issuing.validity().compareTo(SHORTEST) < 0
                || root.validity().compareTo(issuing.validity()) < 0) {
            throw new IllegalArgumentException(
                    "an issuing CA is valid for a day at least, and no longer than its root, got "
                            + issuing.validity()
                            + " and "
                            + root.validity());
        }
    }
}
