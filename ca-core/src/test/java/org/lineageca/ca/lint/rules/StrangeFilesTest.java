package org.lineageca.ca.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.lint.Finding;
import org.lineageca.octets.Octets;

/** What nobody should make is answered for, too: by a finding, or by why it cannot be read. */
class StrangeFilesTest {

    private static final BigInteger HUGE = BigInteger.ONE.shiftLeft(80);

    private static List<String> found(Octets der) {
        return ForeignRules.examine(der, null).findings().stream().map(Finding::rule).toList();
    }

    /** The same with one field of what is signed in the place of another. */
    private static Octets with(Octets der, int field, ASN1Encodable instead) {
        var parts = ASN1Sequence.getInstance(der.toArray()).toArray();
        var fields = ASN1Sequence.getInstance(parts[0]).toArray();
        fields[field] = instead;
        parts[0] = new DERSequence(fields);
        return TestCertificate.octets(new DERSequence(parts));
    }

    @Test
    void aVersionThatNoProgramCanHoldIsAFinding() {
        var huge = new ASN1Integer(HUGE);
        assertThat(found(with(new TestCertificate().der(), 0, new DERTaggedObject(true, 0, huge))))
                .contains("version_is_three");
        assertThat(found(with(TestRequests.server("www.lineageca.org"), 0, huge)))
                .contains("request_version_is_zero");
    }

    @Test
    void aStatusThatNoProgramCanHoldIsNoAnswer() {
        var status = new DERSequence(new ASN1Enumerated(HUGE));
        assertThatThrownBy(() -> found(TestCertificate.octets(status)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no certificate, CRL, OCSP response or request");
    }

    @Test
    void rsaPssWithoutParametersIsWithSha1() {
        var certificate = new TestCertificate();
        certificate.signature = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS);
        assertThat(found(certificate.der())).containsExactly("signature_hash_is_strong");
    }

    @Test
    void anExtensionWithoutAValueIsAFinding() {
        var certificate = new TestCertificate();
        certificate.remove(Extension.certificatePolicies);
        certificate.extensions.add(
                new DERSequence(
                        new ASN1Encodable[] {
                            Extension.certificatePolicies,
                            ASN1Boolean.TRUE,
                            new DEROctetString(new byte[0])
                        }));
        assertThat(found(certificate.der())).contains("encoded_in_der");
    }

    /** X.690 10.1: lengths have the fewest octets. */
    @Test
    void aLengthWithAnOctetTooManyIsNoDerWhereverItStands() {
        var der = HexFormat.of().formatHex(new TestCertificate().der().toArray());
        assertThat(der.substring(0, 12)).matches("3082....3082");
        var outside = "308300" + der.substring(4);
        var inside =
                "3082%04x".formatted(Integer.parseInt(der.substring(4, 8), 16) + 1)
                        + "308300"
                        + der.substring(12);
        var indefinite = "3080" + der.substring(8) + "0000";
        for (var each : List.of(outside, inside, indefinite)) {
            assertThat(found(Octets.ofHex(each))).containsExactly("encoded_in_der");
        }
    }

    @Test
    void aNameOfVeryManyLabelsIsNoHostName() {
        var certificate = new TestCertificate();
        certificate.names(new GeneralName(GeneralName.dNSName, "*" + ".a".repeat(100_000)));
        assertThat(found(certificate.der())).containsExactly("dns_name_syntax");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 65_521})
    void aModulusThatEverybodyCanFactorIsFound(int factor) throws Exception {
        var odd = BigInteger.ONE.shiftLeft(2_040).add(BigInteger.valueOf(643));
        var modulus = odd.multiply(BigInteger.valueOf(factor));
        var certificate = new TestCertificate();
        certificate.key =
                new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(
                                PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                        new RSAPublicKey(modulus, BigInteger.valueOf(65_537)));
        assertThat(found(certificate.der())).contains("key_has_no_known_weakness");
    }

    @Test
    void whatIsLargerThanAnyCertificateIsNotRead() {
        var certificate = new TestCertificate();
        certificate.add(
                new org.bouncycastle.asn1.ASN1ObjectIdentifier("1.3.6.1.4.1.55555.1"),
                false,
                new DEROctetString(new byte[300_000]));
        assertThatThrownBy(() -> found(certificate.der()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than the 262144");
    }

    @Test
    void whyItIsNoDerIsSaid() {
        var der = new TestCertificate().der();
        var nested = new byte[1_000_000];
        Arrays.fill(nested, (byte) 0x30);
        for (var index = 1; index < nested.length; index += 2) {
            nested[index] = (byte) 0x80;
        }
        for (var each :
                Stream.of(der.first(der.length() - 3), Octets.join(der, der), Octets.of(nested))
                        .toList()) {
            assertThatThrownBy(() -> found(each))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("its DER cannot be read: ")
                    .message()
                    .hasSizeGreaterThan("its DER cannot be read: null".length());
        }
    }
}
