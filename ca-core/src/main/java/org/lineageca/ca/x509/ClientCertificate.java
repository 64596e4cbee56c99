package org.lineageca.ca.x509;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.lineageca.octets.Octets;

/** What makes a certificate one that somebody signs in with (RFC 5280 4.2.1.3, 4.2.1.12). */
public final class ClientCertificate {

    private static final int DIGITAL_SIGNATURE = 0;
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    private ClientCertificate() {}

    /** Why nobody signs in with it; empty if somebody can. */
    public static Optional<String> problem(Octets der) {
        try {
            return problem(
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(der.toArray())));
        } catch (CertificateException e) {
            return Optional.of("it cannot be read: " + e.getMessage());
        }
    }

    static Optional<String> problem(X509Certificate certificate) throws CertificateException {
        var usage = certificate.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE]) {
            return Optional.of(
                    "its keyUsage lacks digitalSignature, without which nobody signs in with it");
        }
        List<String> purposes = certificate.getExtendedKeyUsage();
        if (purposes != null
                && !purposes.contains(CLIENT_AUTHENTICATION)
                && !purposes.contains(ANY_PURPOSE)) {
            return Optional.of(
                    "its extKeyUsage lacks clientAuth, without which nobody signs in with it");
        }
        return certificate.hasUnsupportedCriticalExtension()
                ? Optional.of("it has a critical extension that is not known here")
                : Optional.empty();
    }
}
