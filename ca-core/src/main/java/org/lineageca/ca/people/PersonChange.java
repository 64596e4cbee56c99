package org.lineageca.ca.people;

import org.lineageca.ca.access.TrustedRole;
import org.lineageca.octets.Octets;

/** One thing changed about one person, or one machine. */
public sealed interface PersonChange {

    /**
     * Someone new is let in.
     *
     * @param certificate SHA-256 of the certificate they sign in with, one of ours
     */
    record Admit(TrustedRole role, Octets certificate) implements PersonChange {}

    /** They are let in no more, by none of their certificates. */
    record Remove() implements PersonChange {}

    record AddCertificate(Octets certificate) implements PersonChange {}

    /**
     * They are let in no more by this one. It stays valid: whoever fears for its key revokes it.
     */
    record RemoveCertificate(Octets certificate) implements PersonChange {}

    /**
     * They get another role instead of the one they have: no one holds two. Not of machines.
     *
     * @param before the one they have
     */
    record GiveRole(TrustedRole before, TrustedRole role) implements PersonChange {}
}
