package org.lineageca.ca.exchange;

import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/**
 * One thing a ceremony made, laid out for whoever looks into the package: it follows from the
 * transcript.
 *
 * @param generation whose key signed it, was generated or was destroyed
 * @param occasion of the order it answers (SHA-256); null where none was sent
 */
public record CarriedResult(
        Kind kind, GenerationId generation, @Nullable Octets occasion, String file) {

    /** What lies in the file. */
    public enum Kind {
        /** DER SubjectPublicKeyInfo of a key that was generated. */
        KEY("key", "spki"),
        /** DER certificate over a CA's key. */
        CA_CERTIFICATE("ca-certificate", "cer"),
        /** DER CertificateList. */
        CRL("crl", "crl"),
        /** DER certificate of an OCSP delegate. */
        OCSP_SIGNER("ocsp-signer", "cer"),
        /** What the token answered when it was asked to sign with the destroyed key. */
        DESTROYED("destroyed", "txt");

        private final String text;
        private final String extension;

        Kind(String text, String extension) {
            this.text = text;
            this.extension = extension;
        }

        public String text() {
            return text;
        }

        String extension() {
            return extension;
        }

        static Kind ofText(String text) {
            for (var kind : values()) {
                if (kind.text.equals(text)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("there is no result of kind '" + text + "'");
        }
    }

    public CarriedResult {
        FileName.require(file);
    }
}
