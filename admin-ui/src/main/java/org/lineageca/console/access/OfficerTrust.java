package org.lineageca.console.access;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.x509.CaCertificate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides in the TLS handshake who may come in: a certificate that chains to our root, is
 * registered for a person and not revoked.
 *
 * <p>If the registration cannot be looked up, the answer is no.
 */
@Singleton
public final class OfficerTrust extends X509ExtendedTrustManager {

    private static final Logger LOG = LoggerFactory.getLogger(OfficerTrust.class);

    private final AuthorityStore authorities;
    private final SignedInOfficer officers;

    OfficerTrust(AuthorityStore authorities, SignedInOfficer officers) {
        this.authorities = authorities;
        this.officers = officers;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        check(chain, authType);
    }

    private void check(X509Certificate[] chain, String authType) throws CertificateException {
        var name = chain[0].getSubjectX500Principal();
        try {
            pkix().checkClientTrusted(chain, authType);
            if (officers.find(chain[0]).isEmpty()) {
                throw new CertificateException(
                        "the certificate is not registered for a person, or was revoked");
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            LOG.warn(
                    "sign-in refused for {} (serial {}): {}",
                    name,
                    chain[0].getSerialNumber().toString(16),
                    e.getMessage());
            throw e instanceof CertificateException refused
                    ? refused
                    : new CertificateException("sign-in refused", e);
        }
    }

    /**
     * The names a browser chooses a certificate by: the issuers of people's certificates, and the
     * roots above them.
     */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        try {
            return certificates();
        } catch (CertificateException e) {
            throw new IllegalStateException("the CA certificates on record cannot be read", e);
        }
    }

    private javax.net.ssl.X509TrustManager pkix() throws GeneralSecurityException {
        var anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            anchors.load(null, null);
        } catch (java.io.IOException e) {
            throw new GeneralSecurityException(e);
        }
        for (var certificate : certificates()) {
            if (certificate
                    .getSubjectX500Principal()
                    .equals(certificate.getIssuerX500Principal())) {
                anchors.setCertificateEntry(
                        certificate.getSerialNumber().toString(16), certificate);
            }
        }
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(anchors);
        return Arrays.stream(factory.getTrustManagers())
                .filter(javax.net.ssl.X509TrustManager.class::isInstance)
                .map(javax.net.ssl.X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private X509Certificate[] certificates() throws CertificateException {
        var factory = CertificateFactory.getInstance("X.509");
        var found =
                authorities.generations().stream()
                        .flatMap(generation -> generation.caCertificate().stream())
                        .map(CaCertificate::der)
                        .toList();
        var certificates = new X509Certificate[found.size()];
        for (var i = 0; i < certificates.length; i++) {
            certificates[i] =
                    (X509Certificate)
                            factory.generateCertificate(
                                    new ByteArrayInputStream(found.get(i).toArray()));
        }
        return certificates;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, @Nullable String authType)
            throws CertificateException {
        throw new CertificateException("the console trusts no servers");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }
}
