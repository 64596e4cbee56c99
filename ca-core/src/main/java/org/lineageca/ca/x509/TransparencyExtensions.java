package org.lineageca.ca.x509;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.octets.Octets;

/**
 * The two extensions that a certificate and its precertificate do not share (RFC 6962 3.1 and 3.3).
 * All else of the to-be-signed octets stays as it is, in its order.
 */
public final class TransparencyExtensions {

    public static final ASN1ObjectIdentifier POISON =
            new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.3");
    public static final ASN1ObjectIdentifier SCT_LIST =
            new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");

    private static final int EXTENSIONS = 3;

    private TransparencyExtensions() {}

    /** The precertificate's TBSCertificate: with the poison, which is critical. */
    public static Octets poisoned(Octets tbs) {
        return with(tbs, POISON, true, DERNull.INSTANCE);
    }

    /**
     * The certificate's TBSCertificate: with SCTs.
     *
     * @param list a SignedCertificateTimestampList
     */
    public static Octets withScts(Octets tbs, Octets list) {
        return with(tbs, SCT_LIST, false, new DEROctetString(list.toArray()));
    }

    /** What logs sign: without either. */
    public static Octets logged(Octets tbs) {
        var kept = new ASN1EncodableVector();
        for (var extension : extensions(tbs)) {
            var type = ASN1Sequence.getInstance(extension).getObjectAt(0);
            if (!Set.of(POISON, SCT_LIST).contains(ASN1ObjectIdentifier.getInstance(type))) {
                kept.add(extension);
            }
        }
        return replaced(tbs, kept);
    }

    /** Whether a certificate is over exactly these octets. */
    public static boolean isOf(Octets certificate, Octets tbs) {
        try {
            return Octets.of(
                            ASN1Sequence.getInstance(certificate.toArray())
                                    .getObjectAt(0)
                                    .toASN1Primitive()
                                    .getEncoded(ASN1Encoding.DER))
                    .equals(tbs);
        } catch (IOException e) {
            throw new IllegalArgumentException("a certificate is no DER", e);
        }
    }

    /** The SignedCertificateTimestampList; empty where there is none. */
    public static Optional<Octets> scts(Octets tbs) {
        for (var element : extensions(tbs)) {
            var extension = Extension.getInstance(element);
            if (extension.getExtnId().equals(SCT_LIST)) {
                return Optional.of(list(extension));
            }
        }
        return Optional.empty();
    }

    /**
     * What stands in the extension.
     *
     * @throws IllegalArgumentException if that is not an OCTET STRING
     */
    public static Octets list(Extension extension) {
        try {
            return Octets.of(
                    ASN1OctetString.getInstance(
                                    ASN1Primitive.fromByteArray(
                                            extension.getExtnValue().getOctets()))
                            .getOctets());
        } catch (IOException e) {
            throw new IllegalArgumentException("the list of SCTs is no DER", e);
        }
    }

    private static Octets with(
            Octets tbs, ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {
        try {
            var all = new ASN1EncodableVector();
            extensions(tbs).forEach(all::add);
            all.add(
                    new Extension(
                                    type,
                                    critical,
                                    value.toASN1Primitive().getEncoded(ASN1Encoding.DER))
                            .toASN1Primitive());
            return replaced(tbs, all);
        } catch (IOException e) {
            throw new IllegalStateException("no DER for extension " + type, e);
        }
    }

    private static ASN1Sequence extensions(Octets tbs) {
        var fields = ASN1Sequence.getInstance(tbs.toArray());
        var last = ASN1TaggedObject.getInstance(fields.getObjectAt(fields.size() - 1));
        if (last.getTagNo() != EXTENSIONS) {
            throw new IllegalArgumentException("a certificate without extensions is not logged");
        }
        return ASN1Sequence.getInstance(last, true);
    }

    private static Octets replaced(Octets tbs, ASN1EncodableVector extensions) {
        var fields = ASN1Sequence.getInstance(tbs.toArray());
        var changed = new ASN1EncodableVector();
        for (var i = 0; i < fields.size() - 1; i++) {
            changed.add(fields.getObjectAt(i));
        }
        changed.add(new DERTaggedObject(true, EXTENSIONS, new DERSequence(extensions)));
        try {
            return Octets.of(new DERSequence(changed).getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException("no DER for a TBSCertificate", e);
        }
    }
}
