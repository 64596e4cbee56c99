package org.lineageca.ca.ceremony.conduct;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.jcajce.JceKeyAgreeEnvelopedRecipient;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.octets.Octets;

/** Someone with a key and a certificate of their own. */
record Participant(String name, TrustedRole role, KeyPair keys, Octets certificate) {

    static Participant of(String name, TrustedRole role, Instant now) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var keys = generator.generateKeyPair();
            var subject = new X500Name("CN=" + name);
            var builder =
                    new X509v3CertificateBuilder(
                            subject,
                            BigInteger.valueOf(name.hashCode() & 0xffffL).add(BigInteger.ONE),
                            new Time(java.util.Date.from(now.minus(Duration.ofDays(1)))),
                            new Time(java.util.Date.from(now.plus(Duration.ofDays(1000)))),
                            subject,
                            org.bouncycastle.asn1.x509.SubjectPublicKeyInfo.getInstance(
                                    keys.getPublic().getEncoded()));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyAgreement));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            return new Participant(name, role, keys, Octets.of(builder.build(signer).getEncoded()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    Actor actor() {
        return new Actor.Principal(name, role);
    }

    /** The text of a share that was closed to this person. */
    String open(Octets envelope) {
        try {
            var recipient =
                    new CMSEnvelopedData(envelope.toArray())
                            .getRecipientInfos()
                            .getRecipients()
                            .iterator()
                            .next();
            var content =
                    recipient.getContent(
                            new JceKeyAgreeEnvelopedRecipient(keys.getPrivate())
                                    .setProvider(new BouncyCastleProvider()));
            return new String(content, StandardCharsets.UTF_8);
        } catch (org.bouncycastle.cms.CMSException e) {
            throw new IllegalStateException(e);
        }
    }
}
