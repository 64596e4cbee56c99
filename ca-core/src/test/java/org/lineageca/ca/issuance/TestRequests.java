package org.lineageca.ca.issuance;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.lineageca.octets.Octets;

/** Requests as subscribers make them, right and wrong. */
public final class TestRequests {

    private TestRequests() {}

    public static KeyPair ec(String curve) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    public static KeyPair rsa(int bits) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    public static Octets server(String host) {
        try {
            return request(
                    ec("secp256r1"),
                    "SHA256withECDSA",
                    "CN=" + host,
                    new GeneralName(GeneralName.dNSName, host));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Octets request(
            KeyPair keys, String algorithm, String subject, GeneralName... names) {
        return request(keys, keys, algorithm, subject, names);
    }

    /** Signed by another key than it speaks of, if the two differ. */
    public static Octets request(
            KeyPair subjectKeys,
            KeyPair signingKeys,
            String algorithm,
            String subject,
            GeneralName... names) {
        try {
            var builder =
                    new JcaPKCS10CertificationRequestBuilder(
                            new X500Name(subject), subjectKeys.getPublic());
            if (names.length > 0) {
                var extensions = new ExtensionsGenerator();
                extensions.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names));
                builder.addAttribute(
                        PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
            }
            return Octets.of(
                    builder.build(
                                    new JcaContentSignerBuilder(algorithm)
                                            .build(signingKeys.getPrivate()))
                            .getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
