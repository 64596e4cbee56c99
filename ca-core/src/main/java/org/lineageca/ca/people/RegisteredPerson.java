package org.lineageca.ca.people;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.admission.Admission;
import org.lineageca.octets.Octets;

/**
 * Someone who is or was registered, or a machine.
 *
 * @param removedAt since when they are let in no more; null if they are
 */
public record RegisteredPerson(
        String name,
        TrustedRole role,
        @Nullable Instant removedAt,
        List<RegisteredCertificate> certificates) {

    public RegisteredPerson {
        certificates = List.copyOf(certificates);
    }

    /**
     * A certificate they sign in with, or did.
     *
     * @param standing whether it lets them in now
     */
    public record RegisteredCertificate(Octets sha256, Instant notAfter, Admission standing) {}

    boolean has(Octets certificate) {
        return certificates.stream().anyMatch(each -> each.sha256().equals(certificate));
    }

    boolean hasRemoved(Octets certificate) {
        return certificates.stream()
                .anyMatch(each ->
                        each.sha256().equals(certificate)
                                && each.standing() instanceof Admission.CertificateRemoved);
    }

    /** Whether one of their certificates lets them in. */
    boolean comesIn() {
        return certificates.stream()
                .anyMatch(each -> each.standing() instanceof Admission.Admitted);
    }

    /** The same by one that a CA issued. */
    boolean comesToStay() {
        return certificates.stream()
                .anyMatch(each ->
                        each.standing() instanceof Admission.Admitted(_, var isPinned)
                                && !isPinned);
    }

    RegisteredPerson as(TrustedRole other) {
        return new RegisteredPerson(name, other, removedAt, certificates);
    }

    RegisteredPerson without(Octets certificate) {
        return new RegisteredPerson(
                name,
                role,
                removedAt,
                certificates.stream().filter(each -> !each.sha256().equals(certificate)).toList());
    }

    RegisteredPerson withoutAny() {
        return new RegisteredPerson(name, role, removedAt, List.of());
    }
}
