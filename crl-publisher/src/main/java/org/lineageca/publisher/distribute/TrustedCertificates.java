package org.lineageca.publisher.distribute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** What the certificates of other people's servers must chain to. */
public final class TrustedCertificates {

    private TrustedCertificates() {}

    /** Trust in the certificates of a PEM file, and in no others. */
    public static TrustManager[] read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry(Integer.toString(trusted.size()), one);
            }
            if (trusted.size() == 0) {
                throw new CertificateException("there is none");
            }
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "the certificates in %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }
}
