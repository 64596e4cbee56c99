package org.lineageca.ca.admission;

import java.time.Instant;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.revocation.RevocationReason;

/** Whether whoever holds the key of a client certificate may come in at an instant. */
public sealed interface Admission {

    /**
     * They may.
     *
     * @param person or machine, where machines are asked about
     * @param isPinned whether the certificate is self-signed and trusted for its fingerprint alone
     */
    record Admitted(Actor.Principal person, boolean isPinned) implements Admission {}

    /** They may not. */
    sealed interface Refused extends Admission {}

    /** It is registered for nobody, or for a machine. */
    record NobodysCertificate() implements Refused {}

    record PersonRemoved(String name, Instant at) implements Refused {}

    /** The person may come in by another one. */
    record CertificateRemoved(String name, Instant at) implements Refused {}

    record NotYetValid(String name, Instant from) implements Refused {}

    record Expired(String name, Instant at) implements Refused {}

    /** It may be released again (RFC 5280 5.3.1, certificateHold). */
    record OnHold(String name, Instant since) implements Refused {}

    record Revoked(String name, Instant at, RevocationReason reason) implements Refused {}

    /**
     * The CA that issued it, or one above that, is revoked.
     *
     * @param issuer that CA's name
     */
    record IssuerRevoked(String name, String issuer, Instant at) implements Refused {}

    /**
     * Nobody can say now. What cannot be read counts as no.
     *
     * @param why for the log
     */
    record StatusUnavailable(String why) implements Refused {}
}
