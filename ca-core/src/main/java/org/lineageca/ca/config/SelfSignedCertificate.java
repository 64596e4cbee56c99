package org.lineageca.ca.config;

import java.io.IOException;
import java.security.KeyPair;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.random.RandomGenerator;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.KeyIdentifier;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** What a software key says of itself where there is no CA to say it: for people and for TLS. */
record SelfSignedCertificate(Instant from, Period validity, RandomGenerator random) {

    /** For signing in, and for shares to be sealed to. */
    Octets ofPerson(KeyPair keys, String name) throws IOException, OperatorCreationException {
        var extensions = new ExtensionsGenerator();
        extensions.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyAgreement));
        extensions.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
        return sign(keys, name, extensions);
    }

    /** For a server on this machine's loopback address. */
    Octets ofLocalServer(KeyPair keys) throws IOException, OperatorCreationException {
        var extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        extensions.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        extensions.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(
                        new GeneralName[] {
                            new GeneralName(GeneralName.dNSName, "localhost"),
                            new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                        }));
        return sign(keys, "localhost", extensions);
    }

    private Octets sign(KeyPair keys, String commonName, ExtensionsGenerator extensions)
            throws IOException, OperatorCreationException {
        var publicKey = Octets.of(keys.getPublic().getEncoded());
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        extensions.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new SubjectKeyIdentifier(KeyIdentifier.ofPublicKey(publicKey).value().toArray()));
        var name = X500Name.getInstance(DistinguishedName.ofCommonName(commonName).der().toArray());
        var start = from.truncatedTo(ChronoUnit.SECONDS);
        var builder =
                new X509v3CertificateBuilder(
                        name,
                        SerialNumber.random(random).value(),
                        Date.from(start),
                        Date.from(start.atOffset(ZoneOffset.UTC).plus(validity).toInstant()),
                        name,
                        SubjectPublicKeyInfo.getInstance(publicKey.toArray()));
        for (var id : extensions.generate().getExtensionOIDs()) {
            builder.addExtension(extensions.generate().getExtension(id));
        }
        return Octets.of(
                builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(keys.getPrivate()))
                        .getEncoded());
    }
}
