package org.lineageca.ca.x509;

import java.io.IOException;
import java.util.List;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.lineageca.octets.Octets;

/** The public key in what people have of it: itself, a certificate, or a request. */
public final class PublicKeyFile {

    private static final List<String> CERTIFICATES = List.of("CERTIFICATE", "X509 CERTIFICATE");
    private static final List<String> REQUESTS =
            List.of("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST");
    private static final String PUBLIC_KEY = "PUBLIC KEY";

    private PublicKeyFile() {}

    /**
     * DER SubjectPublicKeyInfo of the first block.
     *
     * @param pem PUBLIC KEY, CERTIFICATE or CERTIFICATE REQUEST
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static Octets read(String pem) {
        try {
            return Octets.of(info(pem).getEncoded());
        } catch (IOException | IllegalStateException | ClassCastException e) {
            throw new IllegalArgumentException("what is in the PEM block cannot be read", e);
        }
    }

    private static SubjectPublicKeyInfo info(String pem) {
        if (has(pem, CERTIFICATES)) {
            return Certificate.getInstance(Pem.decode(pem, CERTIFICATES).toArray())
                    .getSubjectPublicKeyInfo();
        }
        if (has(pem, REQUESTS)) {
            return CertificationRequest.getInstance(Pem.decode(pem, REQUESTS).toArray())
                    .getCertificationRequestInfo()
                    .getSubjectPublicKeyInfo();
        }
        return SubjectPublicKeyInfo.getInstance(Pem.decode(pem, List.of(PUBLIC_KEY)).toArray());
    }

    private static boolean has(String pem, List<String> labels) {
        return labels.stream().anyMatch(label -> pem.contains("-----BEGIN " + label + "-----"));
    }
}
