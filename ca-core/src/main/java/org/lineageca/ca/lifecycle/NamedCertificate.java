package org.lineageca.ca.lifecycle;

import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;

/** The one certificate somebody means. */
final class NamedCertificate {

    private NamedCertificate() {}

    /**
     * Finds it.
     *
     * @param nothing what did not happen if it is not found, a sentence
     */
    static CertificateRecord find(
            CertificateStore certificates, CertificateReference reference, String nothing) {
        var found = certificates.resolve(reference);
        return switch (found.size()) {
            case 0 ->
                    throw new RefusedException(
                            Refusal.NOT_FOUND,
                            "No certificate issued here has %s. %s Check it with 'openssl x509 -serial'."
                                    .formatted(describe(reference), nothing));
            case 1 -> found.getFirst();
            default ->
                    throw new RefusedException(
                            Refusal.INVALID_VALUE,
                            "%d generations have issued a certificate with %s. %s Name it by its SHA-256 fingerprint."
                                    .formatted(found.size(), describe(reference), nothing));
        };
    }

    private static String describe(CertificateReference reference) {
        return switch (reference) {
            case CertificateReference.BySerial(var serial) -> "the serial number " + serial;
            case CertificateReference.ByFingerprint(var sha256) ->
                    "the SHA-256 fingerprint " + sha256;
        };
    }
}
