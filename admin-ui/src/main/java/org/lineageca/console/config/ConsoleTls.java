package org.lineageca.console.config;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.lineageca.ca.config.Settings;
import org.lineageca.ca.x509.Pem;

/** The console's TLS: its own key and chain from PEM files, and who may come in. */
final class ConsoleTls {

    private ConsoleTls() {}

    static SSLContext context(Settings.Tls settings, X509ExtendedTrustManager trust)
            throws IOException, GeneralSecurityException {
        var keyDer = Pem.decode(Files.readString(settings.key()), List.of("PRIVATE KEY"));
        var key =
                KeyFactory.getInstance("EC")
                        .generatePrivate(new PKCS8EncodedKeySpec(keyDer.toArray()));
        // In memory only. PKCS12 would encrypt the key and decrypt it again, at 10,000 rounds each.
        var store = KeyStore.getInstance("JKS");
        store.load(null, null);
        var password = new char[0];
        try (var in = Files.newInputStream(settings.certificate())) {
            var chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(in)
                            .toArray(Certificate[]::new);
            store.setKeyEntry("console", key, password, chain);
        }
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, password);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {trust}, null);
        return context;
    }
}
