package org.lineageca.publisher.publish;

import java.time.Instant;
import javax.security.auth.x500.X500Principal;
import org.lineageca.publisher.distribute.MediaType;
import org.lineageca.publisher.distribute.PublishedFile;
import org.lineageca.publisher.guard.CaCertificate;

/**
 * A CA certificate that has left the building.
 *
 * @param subject for people
 */
public record PublishedCertificate(
        String label,
        String subject,
        boolean selfSigned,
        CaCertificate certificate,
        PublishedFile der,
        PublishedFile pem) {

    static PublishedCertificate of(String label, CaCertificate certificate, Instant modified) {
        var path = place(label);
        var der = certificate.der();
        return new PublishedCertificate(
                label,
                readable(certificate),
                certificate.selfSigned(),
                certificate,
                PublishedFile.of(path + ".crt", MediaType.CERTIFICATE, der, modified, null),
                PublishedFile.of(
                        path + ".pem",
                        MediaType.PEM,
                        Pem.encode("CERTIFICATE", der),
                        modified,
                        null));
    }

    static String place(String label) {
        return label + "/ca";
    }

    private static String readable(CaCertificate certificate) {
        try {
            return new X500Principal(certificate.subject().toArray()).toString();
        } catch (IllegalArgumentException notAName) {
            return certificate.subject().toHex();
        }
    }
}
