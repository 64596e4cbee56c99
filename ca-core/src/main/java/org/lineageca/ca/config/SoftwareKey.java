package org.lineageca.ca.config;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.lineageca.octets.Octets;

/** A P-256 key pair in software and the PKCS#10 requests made with it: for TLS, never for a CA. */
final class SoftwareKey {

    private SoftwareKey() {}

    static KeyPair generate() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    static Octets requestForServer(KeyPair keys, String host)
            throws IOException, OperatorCreationException {
        Set<GeneralName> names = new LinkedHashSet<>();
        names.add(new GeneralName(GeneralName.dNSName, "localhost"));
        names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        names.add(
                new GeneralName(
                        host.matches("[0-9.]+|.*:.*") ? GeneralName.iPAddress : GeneralName.dNSName,
                        host));
        return request(keys, "localhost", new GeneralNames(names.toArray(GeneralName[]::new)));
    }

    static Octets requestForClient(KeyPair keys, String name)
            throws IOException, OperatorCreationException {
        return request(keys, name, null);
    }

    private static Octets request(
            KeyPair keys, String commonName, @org.jspecify.annotations.Nullable GeneralNames names)
            throws IOException, OperatorCreationException {
        var subject = new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
        var builder = new JcaPKCS10CertificationRequestBuilder(subject, keys.getPublic());
        if (names != null) {
            var extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.subjectAlternativeName, false, names);
            builder.addAttribute(
                    PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
        }
        return Octets.of(
                builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(keys.getPrivate()))
                        .getEncoded());
    }

    static byte[] pkcs12(String alias, KeyPair keys, List<Octets> chain, char[] password)
            throws GeneralSecurityException, IOException {
        var factory = CertificateFactory.getInstance("X.509");
        var certificates = new Certificate[chain.size()];
        for (var i = 0; i < certificates.length; i++) {
            certificates[i] =
                    factory.generateCertificate(new ByteArrayInputStream(chain.get(i).toArray()));
        }
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(alias, keys.getPrivate(), password, certificates);
        var out = new ByteArrayOutputStream();
        store.store(out, password);
        return out.toByteArray();
    }
}
