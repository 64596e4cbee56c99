package org.lineageca.ca.issuance;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.octets.Octets;

/** The path from a certificate to an anchor, by the platform's PKIX (RFC 5280 6). */
public final class ChainToAnchor {

    private ChainToAnchor() {}

    /**
     * Builds and validates the path; revocation is the other CA's affair.
     *
     * @param known certificates the path may go over
     * @return what stands between target and anchor, both left out, nearest to the target first
     * @throws IllegalArgumentException saying why there is none
     */
    public static List<CaCertificate> find(
            CaCertificate target,
            CaCertificate anchor,
            Collection<CaCertificate> known,
            Instant now) {
        try {
            var selector = new X509CertSelector();
            selector.setCertificate(jdk(target));
            var parameters =
                    new PKIXBuilderParameters(Set.of(new TrustAnchor(jdk(anchor), null)), selector);
            var pool = new ArrayList<X509Certificate>();
            pool.add(jdk(target));
            for (var certificate : known) {
                pool.add(jdk(certificate));
            }
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(pool)));
            parameters.setRevocationEnabled(false);
            parameters.setMaxPathLength(8);
            parameters.setDate(Date.from(now));
            var path =
                    ((PKIXCertPathBuilderResult)
                                    CertPathBuilder.getInstance("PKIX").build(parameters))
                            .getCertPath()
                            .getCertificates();
            var between = new ArrayList<CaCertificate>();
            for (var certificate : path.subList(1, path.size())) {
                between.add(CaCertificate.parse(Octets.of(certificate.getEncoded())));
            }
            return between;
        } catch (CertPathBuilderException e) {
            throw new IllegalArgumentException(
                    "it does not chain to the anchor "
                            + anchor.subject()
                            + ": "
                            + innermost(e).getMessage(),
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("its chain cannot be checked: " + e.getMessage(), e);
        }
    }

    private static Throwable innermost(Throwable exception) {
        var cause = exception;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static X509Certificate jdk(CaCertificate certificate) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(certificate.der().toArray()));
    }
}
