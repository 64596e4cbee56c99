package org.lineageca.ca.lint.rules;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.RuntimeOperatorException;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.lineageca.octets.Octets;

/** What anybody's certification request says (RFC 2986 4). */
record RequestFields(CertificationRequest request) {

    static RequestFields of(Octets der) {
        return new RequestFields(CertificationRequest.getInstance(der.toArray()));
    }

    int version() {
        return request.getCertificationRequestInfo().getVersion().intValueExact();
    }

    /** DER SubjectPublicKeyInfo. */
    Octets publicKey() {
        return encoded(request.getCertificationRequestInfo().getSubjectPublicKeyInfo());
    }

    boolean verifies() {
        try {
            return new PKCS10CertificationRequest(request)
                    .isSignatureValid(
                            SignatureAlgorithms.verifier(
                                    request.getCertificationRequestInfo()
                                            .getSubjectPublicKeyInfo()));
        } catch (OperatorCreationException
                | PKCSException
                | RuntimeOperatorException unverifiable) {
            return false;
        }
    }

    /** The values of the attributes extensionRequest. */
    List<ASN1Sequence> extensionRequests() {
        ASN1Set attributes = request.getCertificationRequestInfo().getAttributes();
        return attributes == null
                ? List.of()
                : Stream.of(attributes.toArray())
                        .map(Attribute::getInstance)
                        .filter(attribute ->
                                attribute
                                        .getAttrType()
                                        .equals(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest))
                        .flatMap(attribute -> Stream.of(attribute.getAttrValues().toArray()))
                        .map(ASN1Sequence::getInstance)
                        .toList();
    }

    /** Of what is asked for. */
    static Stream<ASN1ObjectIdentifier> types(ASN1Sequence extensions) {
        return Stream.of(extensions.toArray())
                .map(extension -> ASN1Sequence.getInstance(extension).getObjectAt(0))
                .map(ASN1ObjectIdentifier::getInstance);
    }

    private static Octets encoded(ASN1Encodable value) {
        try {
            return Octets.of(value.toASN1Primitive().getEncoded());
        } catch (IOException e) {
            throw new IllegalArgumentException("it has no encoding", e);
        }
    }
}
