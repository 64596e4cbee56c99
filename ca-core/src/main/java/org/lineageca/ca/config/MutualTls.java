package org.lineageca.ca.config;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.server.netty.ssl.CertificateProvidedSslBuilder;
import io.micronaut.http.server.netty.ssl.ServerSslBuilder;
import io.micronaut.http.ssl.ServerSslConfiguration;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.x509.CaCertificate;

/**
 * TLS 1.3 and 1.2 with a client certificate demanded in the handshake, from a PEM key and chain.
 */
@Singleton
@Replaces(CertificateProvidedSslBuilder.class)
final class MutualTls implements ServerSslBuilder {

    private final Settings.Tls settings;
    private final ServerSslConfiguration configuration;
    private final AuthorityStore authorities;

    MutualTls(
            Settings.Tls settings,
            ServerSslConfiguration configuration,
            AuthorityStore authorities) {
        this.settings = settings;
        this.configuration = configuration;
        this.authorities = authorities;
    }

    @Override
    public ServerSslConfiguration getSslConfiguration() {
        return configuration;
    }

    @Override
    public Optional<SslContext> build() {
        try {
            return Optional.of(
                    SslContextBuilder.forServer(
                                    settings.certificate().toFile(), settings.key().toFile())
                            .sslProvider(SslProvider.JDK)
                            // In memory only; the default encrypts the key, at 10,000 rounds.
                            .keyStoreType("JKS")
                            .trustManager(roots())
                            .clientAuth(ClientAuth.REQUIRE)
                            .protocols("TLSv1.3", "TLSv1.2")
                            .build());
        } catch (SSLException | CertificateException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "HTTPS cannot start with "
                            + settings.certificate()
                            + " and "
                            + settings.key()
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * Our own roots; who of their certificates' holders may do what is decided by fingerprint,
     * after the handshake.
     */
    private X509Certificate[] roots() throws CertificateException {
        var factory = CertificateFactory.getInstance("X.509");
        var roots =
                authorities.generations().stream()
                        .flatMap(generation -> generation.caCertificate().stream())
                        .filter(CaCertificate::isSelfSigned)
                        .toList();
        var certificates = new X509Certificate[roots.size()];
        for (var i = 0; i < certificates.length; i++) {
            certificates[i] =
                    (X509Certificate)
                            factory.generateCertificate(
                                    new ByteArrayInputStream(roots.get(i).der().toArray()));
        }
        return certificates;
    }
}
