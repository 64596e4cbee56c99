package org.lineageca.console.access;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.admission.Admission;
import org.lineageca.ca.admission.AdmitPerson;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.Person;
import org.lineageca.ca.lifecycle.PrincipalStore;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.octets.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides in the TLS handshake who is listened to at all: whoever has a certificate that is
 * registered for a person, and chains to our root or is pinned; and the reverse proxy, which brings
 * others (ADR 0047).
 *
 * <p>A person who may not come in any more, or not yet, gets through it and no further: {@link
 * AccessFilter} tells them why. If the registration cannot be looked up, the answer is no.
 */
@Singleton
public final class OfficerTrust extends X509ExtendedTrustManager implements SignInTrust {

    private static final Logger LOG = LoggerFactory.getLogger(OfficerTrust.class);

    private final AuthorityStore authorities;
    private final PrincipalStore principals;
    private final AdmitPerson admit;
    private final ProxySettings proxy;
    private final InstantSource clock;

    OfficerTrust(
            AuthorityStore authorities,
            PrincipalStore principals,
            AdmitPerson admit,
            ProxySettings proxy,
            InstantSource clock) {
        this.proxy = proxy;
        this.clock = clock;
        this.authorities = authorities;
        this.principals = principals;
        this.admit = admit;
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
        if (proxy.isProxys(chain[0])) {
            // By its fingerprint alone, like what is pinned; it lets nobody in by itself.
            chain[0].checkValidity(Date.from(clock.instant()));
            return;
        }
        try {
            switch (admission(chain[0])) {
                case Admission.Admitted(_, var isPinned) -> {
                    if (!isPinned) {
                        checkPath(chain, authType);
                    }
                }
                case Admission.NobodysCertificate _ ->
                        throw new CertificateException(
                                "the certificate is not pinned, nor one of ours that is registered for a person");
                case Admission.StatusUnavailable(var why) -> throw new CertificateException(why);
                case Admission.Refused refused ->
                        LOG.info("{} will be told why they may not come in: {}", name, refused);
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

    /** Its chain is made of the CAs on record: whoever brings it does not say what stands above. */
    @Override
    public boolean wouldPass(X509Certificate brought) {
        if (!(admission(brought) instanceof Admission.Admitted(_, var isPinned)) || isPinned) {
            return true;
        }
        try {
            checkPath(new X509Certificate[] {brought}, brought.getPublicKey().getAlgorithm());
            return true;
        } catch (GeneralSecurityException e) {
            LOG.warn(
                    "the certificate that the proxy brings, {} (serial {}), is not trusted: {}",
                    brought.getSubjectX500Principal(),
                    brought.getSerialNumber().toString(16),
                    e.getMessage());
            return false;
        }
    }

    private Admission admission(X509Certificate certificate) {
        return SignedInOfficer.fingerprint(certificate)
                .map(admit::admit)
                .orElseGet(Admission.NobodysCertificate::new);
    }

    /**
     * The names a browser chooses a certificate by: the issuers of people's certificates, and the
     * roots above them; a self-signed certificate is its own issuer.
     */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        try {
            var accepted = new ArrayList<>(authorities());
            var pinned =
                    principals.people().stream()
                            .filter(Person::isPinned)
                            .map(Person::certificate)
                            .filter(Objects::nonNull);
            accepted.addAll(parsed(pinned));
            return accepted.toArray(X509Certificate[]::new);
        } catch (CertificateException e) {
            throw new IllegalStateException("the certificates on record cannot be read", e);
        }
    }

    /** Who sends only their own certificate has the CAs between it and a root added from record. */
    private void checkPath(X509Certificate[] chain, String authType)
            throws GeneralSecurityException {
        var authorities = authorities();
        var completed = Stream.concat(Arrays.stream(chain), authorities.stream()).distinct();
        pkix(authorities).checkClientTrusted(completed.toArray(X509Certificate[]::new), authType);
    }

    private static javax.net.ssl.X509TrustManager pkix(List<X509Certificate> authorities)
            throws GeneralSecurityException {
        var anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            anchors.load(null, null);
        } catch (java.io.IOException e) {
            throw new GeneralSecurityException(e);
        }
        for (var certificate : authorities) {
            if (certificate
                    .getSubjectX500Principal()
                    .equals(certificate.getIssuerX500Principal())) {
                anchors.setCertificateEntry(
                        certificate.getSerialNumber().toString(16), certificate);
            }
        }
        if (anchors.size() == 0) {
            throw new CertificateException(
                    "the certificate is not pinned, and there is no root it could chain to");
        }
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(anchors);
        return Arrays.stream(factory.getTrustManagers())
                .filter(javax.net.ssl.X509TrustManager.class::isInstance)
                .map(javax.net.ssl.X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private List<X509Certificate> authorities() throws CertificateException {
        return parsed(
                authorities.generations().stream()
                        .flatMap(generation -> generation.caCertificate().stream())
                        .map(CaCertificate::der));
    }

    private static List<X509Certificate> parsed(Stream<Octets> ders) throws CertificateException {
        var factory = CertificateFactory.getInstance("X.509");
        var certificates = new ArrayList<X509Certificate>();
        for (var der : ders.toList()) {
            certificates.add(
                    (X509Certificate)
                            factory.generateCertificate(new ByteArrayInputStream(der.toArray())));
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
