package org.lineageca.launcher.service;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.lineageca.launcher.installation.Installation;

/**
 * Who this installation's command line, or the officer who types it, is to the CA's service, and
 * whom it believes.
 *
 * @param chain the client certificate first
 * @param trusted the root
 */
public record MachineCredential(
        List<X509Certificate> chain, PrivateKey key, X509Certificate trusted) {

    public MachineCredential {
        chain = List.copyOf(chain);
    }

    public static MachineCredential read(Installation installation)
            throws IOException, GeneralSecurityException {
        return read(installation, installation.credential("machine"));
    }

    /** That of somebody else, in a folder like those in {@code credentials}. */
    public static MachineCredential read(Installation installation, Path folder)
            throws IOException, GeneralSecurityException {
        return new MachineCredential(
                Pem.certificates(folder.resolve("certificate.pem")),
                Pem.privateKey(folder.resolve("key.pem")),
                Pem.certificates(installation.rootCertificate()).getFirst());
    }

    public SSLContext sslContext() throws IOException, GeneralSecurityException {
        // In memory only. PKCS12 would encrypt the key and decrypt it again, at 10,000 rounds each.
        var identity = KeyStore.getInstance("JKS");
        identity.load(null, null);
        identity.setKeyEntry("machine", key, new char[0], chain.toArray(X509Certificate[]::new));
        var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(identity, new char[0]);

        var roots = KeyStore.getInstance("JKS");
        roots.load(null, null);
        roots.setCertificateEntry("root", trusted);
        var trustManagers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(roots);

        var context = SSLContext.getInstance("TLS");
        context.init(
                keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), new SecureRandom());
        return context;
    }
}
