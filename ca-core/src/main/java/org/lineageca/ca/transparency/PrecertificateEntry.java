package org.lineageca.ca.transparency;

import org.lineageca.octets.Octets;

/**
 * What a log signs of a precertificate (RFC 6962 3.2).
 *
 * @param issuerKeyHash SHA-256 of the DER SubjectPublicKeyInfo of who signs the certificate
 * @param tbs DER of what is to be signed, without poison and without SCTs
 */
public record PrecertificateEntry(Octets issuerKeyHash, Octets tbs) {

    private static final int V1 = 0;
    private static final int CERTIFICATE_TIMESTAMP = 0;
    private static final int PRECERT_ENTRY = 1;

    public static PrecertificateEntry of(Octets issuerPublicKey, Octets tbs) {
        return new PrecertificateEntry(issuerPublicKey.sha256(), tbs);
    }

    /** The octets under the signature of an SCT. */
    public Octets signedIn(Sct sct) {
        return new TlsWriter()
                .number(1, V1)
                .number(1, CERTIFICATE_TIMESTAMP)
                .number(8, sct.timestamp().toEpochMilli())
                .number(2, PRECERT_ENTRY)
                .fixed(issuerKeyHash)
                .vector(3, tbs)
                .vector(2, sct.extensions())
                .octets();
    }
}
