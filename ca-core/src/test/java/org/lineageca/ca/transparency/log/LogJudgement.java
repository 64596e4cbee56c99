package org.lineageca.ca.transparency.log;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.transparency.TransparencyLog;
import org.lineageca.octets.Octets;

/**
 * What a log makes of a chain (RFC 6962 3.1 and 3.2), with Bouncy Castle's types and nothing of
 * ours: it takes precertificates whose chain ends at a root it accepts, and works out by itself
 * what it signs.
 */
final class LogJudgement {

    sealed interface Verdict {
        record Accepted(Octets issuerKeyHash, Octets tbs) implements Verdict {}

        record Refused(String why) implements Verdict {}
    }

    private static final ASN1ObjectIdentifier POISON =
            new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.3");
    private static final ASN1ObjectIdentifier SCTS =
            new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");

    private final List<X509CertificateHolder> roots;
    private final TransparencyLog.@Nullable Shard shard;

    LogJudgement(List<X509CertificateHolder> roots, TransparencyLog.@Nullable Shard shard) {
        this.roots = roots;
        this.shard = shard;
    }

    static X509CertificateHolder certificate(Octets der) {
        try {
            return new X509CertificateHolder(der.toArray());
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    Verdict of(List<Octets> chain) {
        if (chain.isEmpty()) {
            return new Verdict.Refused("no chain");
        }
        var certificates = chain.stream().map(LogJudgement::certificate).toList();
        var precertificate = certificates.getFirst();
        var poison = precertificate.getExtension(POISON);
        if (poison == null
                || !poison.isCritical()
                || !poison.getParsedValue().equals(DERNull.INSTANCE)) {
            return new Verdict.Refused("not a precertificate");
        }
        if (precertificate.getExtension(SCTS) != null) {
            return new Verdict.Refused("a precertificate with SCTs");
        }
        var notAfter = precertificate.getNotAfter().toInstant();
        if (shard != null
                && (notAfter.isBefore(shard.from()) || !notAfter.isBefore(shard.before()))) {
            return new Verdict.Refused("notAfter is not in this shard");
        }
        if (!chains(certificates)) {
            return new Verdict.Refused("the chain ends at no root that is accepted");
        }
        var issuer = certificates.size() > 1 ? certificates.get(1) : root(precertificate);
        try {
            return new Verdict.Accepted(
                    Octets.of(issuer.getSubjectPublicKeyInfo().getEncoded()).sha256(),
                    tbs(precertificate));
        } catch (IOException e) {
            return new Verdict.Refused("no DER");
        }
    }

    private boolean chains(List<X509CertificateHolder> certificates) {
        for (var i = 0; i + 1 < certificates.size(); i++) {
            if (!isSignedBy(certificates.get(i), certificates.get(i + 1))) {
                return false;
            }
        }
        var last = certificates.getLast();
        return roots.contains(last)
                || roots.stream()
                        .anyMatch(root ->
                                root.getSubject().equals(last.getIssuer())
                                        && isSignedBy(last, root));
    }

    private X509CertificateHolder root(X509CertificateHolder below) {
        return roots.stream()
                .filter(root -> root.getSubject().equals(below.getIssuer()))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isSignedBy(X509CertificateHolder below, X509CertificateHolder above) {
        try {
            return below.getIssuer().equals(above.getSubject())
                    && below.isSignatureValid(
                            new JcaContentVerifierProviderBuilder()
                                    .build(above.getSubjectPublicKeyInfo()));
        } catch (CertException | OperatorCreationException e) {
            return false;
        }
    }

    private static Octets tbs(X509CertificateHolder precertificate) throws IOException {
        var there = precertificate.toASN1Structure().getTBSCertificate();
        var made = new V3TBSCertificateGenerator();
        made.setSerialNumber(there.getSerialNumber());
        made.setSignature(there.getSignature());
        made.setIssuer(there.getIssuer());
        made.setStartDate(there.getStartDate());
        made.setEndDate(there.getEndDate());
        made.setSubject(there.getSubject());
        made.setSubjectPublicKeyInfo(there.getSubjectPublicKeyInfo());
        var kept = new ExtensionsGenerator();
        for (var type : there.getExtensions().getExtensionOIDs()) {
            if (!type.equals(POISON)) {
                Extension extension = there.getExtensions().getExtension(type);
                kept.addExtension(extension);
            }
        }
        made.setExtensions(kept.generate());
        return Octets.of(made.generateTBSCertificate().getEncoded(ASN1Encoding.DER));
    }

    /** DigitallySigned over a precertificate entry. */
    static byte[] sign(KeyPair keys, long millis, Octets issuerKeyHash, Octets tbs) {
        try {
            var isRsa = keys.getPublic().getAlgorithm().equals("RSA");
            var signature = Signature.getInstance(isRsa ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(entry(millis, issuerKeyHash, tbs));
            var value = signature.sign();
            var written = new ByteArrayOutputStream();
            var out = new DataOutputStream(written);
            out.writeByte(4);
            out.writeByte(isRsa ? 1 : 3);
            out.writeShort(value.length);
            out.write(value);
            return written.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What RFC 6962 3.2 has a log sign. */
    static byte[] entry(long millis, Octets issuerKeyHash, Octets tbs) throws IOException {
        var written = new ByteArrayOutputStream();
        var out = new DataOutputStream(written);
        out.writeByte(0);
        out.writeByte(0);
        out.writeLong(millis);
        out.writeShort(1);
        out.write(issuerKeyHash.toArray());
        out.writeByte(tbs.length() >>> 16);
        out.writeShort(tbs.length() & 0xffff);
        out.write(tbs.toArray());
        out.writeShort(0);
        return written.toByteArray();
    }
}
