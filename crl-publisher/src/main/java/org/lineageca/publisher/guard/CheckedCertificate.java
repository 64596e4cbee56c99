package org.lineageca.publisher.guard;

/** A CA certificate that may be published, and what its signature was checked with. */
public sealed interface CheckedCertificate {

    CaCertificate certificate();

    /** Signed by a generation of ours, perhaps its own: the signature verifies. */
    record SignedByUs(CaCertificate certificate) implements CheckedCertificate {}

    /**
     * Signed by a CA that is not ours: no key is known here to verify it with. All else was
     * checked.
     */
    record SignedByOthers(CaCertificate certificate) implements CheckedCertificate {}
}
