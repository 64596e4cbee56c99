package org.lineageca.ca.issuance;

import java.util.Locale;
import org.lineageca.ca.x509.AlternativeName;

/**
 * Hosts against the constraints on them (RFC 5280 4.2.1.10), all in lower case. A leading dot in a
 * constraint on DNS names is not in the RFC: some verifiers then let the domain itself in, others
 * do not, so it is neither permitted nor free.
 */
final class HostLimit {

    private HostLimit() {}

    static boolean permitsDns(String constraint, String host) {
        return constraint.startsWith(".")
                ? isBelow(host, constraint)
                : constraint.isEmpty() || isAtOrBelow(host, constraint);
    }

    static boolean excludesDns(String constraint, String host) {
        var domain = constraint.startsWith(".") ? constraint.substring(1) : constraint;
        if (domain.isEmpty() || isAtOrBelow(host, domain)) {
            return true;
        }
        // A wildcard stands for every host beside it, one that is excluded perhaps among them.
        return host.startsWith("*.") && isAtOrBelow(domain, host.substring(2));
    }

    static boolean permitsUri(String constraint, String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        // "When the constraint does not begin with a period, it specifies a host."
        return constraint.startsWith(".") ? isBelow(lower, constraint) : lower.equals(constraint);
    }

    static boolean excludesUri(String constraint, String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        var domain = constraint.startsWith(".") ? constraint.substring(1) : constraint;
        return domain.isEmpty() || isAtOrBelow(lower, domain) || isAddress(lower);
    }

    /** Where any constraint on URIs is, one with an address for a host name "MUST" be rejected. */
    private static boolean isAddress(String host) {
        return host.startsWith("[") || host.matches("[0-9.]+");
    }

    static boolean permitsMailbox(String constraint, AlternativeName.Email email) {
        var at = constraint.lastIndexOf('@');
        if (at >= 0) {
            // The local part is the host's to interpret, so its case counts.
            return email.mailbox().startsWith(constraint.substring(0, at + 1))
                    && email.host().equalsIgnoreCase(constraint.substring(at + 1));
        }
        return permitsUri(constraint.toLowerCase(Locale.ROOT), email.host());
    }

    static boolean excludesMailbox(String constraint, AlternativeName.Email email) {
        if (constraint.indexOf('@') >= 0) {
            return email.mailbox().toLowerCase(Locale.ROOT).equals(constraint);
        }
        return excludesUri(constraint, email.host());
    }

    private static boolean isAtOrBelow(String host, String domain) {
        return host.equals(domain) || isBelow(host, "." + domain);
    }

    /** With the dot. */
    private static boolean isBelow(String host, String dotted) {
        return host.length() > dotted.length() && host.endsWith(dotted);
    }
}
