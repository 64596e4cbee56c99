package org.lineageca.hsm.share;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Optional;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;
import org.lineageca.hsm.client.ShareRecipient;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.octets.Octets;

/**
 * CMS EnvelopedData (RFC 5652 6) for one recipient: AES-256-CBC, its key wrapped by RSAES-OAEP with
 * SHA-256 (RFC 3560), or by AES-256 key wrap after ECDH with an ephemeral key (RFC 5753 3.1.1).
 */
public final class ShareEnvelope {

    private static final int SHORTEST_RSA = 2_048;

    private final X509Certificate certificate;

    private ShareEnvelope(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /**
     * The envelope for a recipient; empty for one who gets a card.
     *
     * @throws ShareRefusedException when nothing can be enveloped to the recipient's certificate
     */
    public static Optional<ShareEnvelope> of(ShareRecipient recipient) {
        var der = recipient.certificate();
        if (der == null) {
            return Optional.empty();
        }
        try {
            var certificate = parse(der);
            if (!canReceive(certificate.getPublicKey())) {
                throw refused(recipient, "its key is none of EC, or of RSA with 2048 bits or more");
            }
            return Optional.of(new ShareEnvelope(certificate));
        } catch (CertificateException _) {
            throw refused(recipient, "it cannot be read");
        }
    }

    /** Who can open it. */
    public PublicKey recipient() {
        return certificate.getPublicKey();
    }

    /**
     * Encloses a share's text.
     *
     * @param text left to the caller to wipe
     * @return DER
     */
    public Octets enclose(byte[] text, SecureRandom random) {
        var provider = new BouncyCastleProvider();
        try {
            var generator = new CMSEnvelopedDataGenerator();
            generator.addRecipientInfoGenerator(
                    certificate.getPublicKey() instanceof RSAPublicKey
                            ? keyTransport(provider)
                            : keyAgreement(provider, random));
            var encryptor =
                    new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC)
                            .setProvider(provider)
                            .setSecureRandom(random)
                            .build();
            var enveloped = generator.generate(new CMSProcessableByteArray(text), encryptor);
            return Octets.of(enveloped.toASN1Structure().getEncoded("DER"));
        } catch (GeneralSecurityException | CMSException | IOException e) {
            throw new ShareRefusedException(
                    "No share can be enveloped to '%s': %s. Nothing was proposed. Use another certificate."
                            .formatted(certificate.getSubjectX500Principal(), e.getMessage()));
        }
    }

    private RecipientInfoGenerator keyTransport(BouncyCastleProvider provider)
            throws GeneralSecurityException {
        var oaep =
                new OAEPParameterSpec(
                        "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
        var algorithm =
                new JcaAlgorithmParametersConverter()
                        .getAlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP, oaep);
        return new JceKeyTransRecipientInfoGenerator(certificate, algorithm).setProvider(provider);
    }

    private RecipientInfoGenerator keyAgreement(BouncyCastleProvider provider, SecureRandom random)
            throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(((ECPublicKey) certificate.getPublicKey()).getParams(), random);
        var ephemeral = generator.generateKeyPair();
        return new JceKeyAgreeRecipientInfoGenerator(
                        CMSAlgorithm.ECDH_SHA256KDF,
                        ephemeral.getPrivate(),
                        ephemeral.getPublic(),
                        CMSAlgorithm.AES256_WRAP)
                .setProvider(provider)
                .setSecureRandom(random)
                .addRecipient(certificate);
    }

    private static boolean canReceive(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= SHORTEST_RSA;
            case ECPublicKey _ -> true;
            default -> false;
        };
    }

    private static X509Certificate parse(Octets der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der.toArray()));
    }

    private static ShareRefusedException refused(ShareRecipient recipient, String why) {
        return new ShareRefusedException(
                "No share can be enveloped to the certificate of %s: %s. Nothing was proposed. Use another certificate, or a card."
                        .formatted(recipient.name(), why));
    }
}
