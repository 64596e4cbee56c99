package org.lineageca.ca.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.transparency.LogId;
import org.lineageca.ca.transparency.Sct;
import org.lineageca.ca.transparency.SctList;
import org.lineageca.ca.x509.TransparencyExtensions;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

class DecodedCertificateTest {

    /** Made by OpenSSL; what it says of it is in everything.txt. */
    private static Octets everything() throws IOException {
        try (var in =
                Objects.requireNonNull(
                        DecodedCertificateTest.class.getResourceAsStream(
                                "/decoding/everything.der"))) {
            return Octets.of(in.readAllBytes());
        }
    }

    private static DecodedField field(DecodedCertificate certificate, String name) {
        return certificate.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    private static List<String> values(DecodedCertificate certificate, String name) {
        return field(certificate, name).values();
    }

    @Test
    void everyFieldSaysWhatOpensslSays() throws Exception {
        var decoded = DecodedCertificate.of(everything());
        assertThat(decoded.title()).isEqualTo("www.example.org");
        assertThat(values(decoded, "Subject"))
                .containsExactly(
                        "C = DE",
                        "O = Beispiel\\, Söhne & Co",
                        "OU = Unit",
                        "CN = www.example.org");
        assertThat(values(decoded, ExtensionFields.NAMES))
                .containsExactly(
                        "dns:www.example.org",
                        "dns:xn--bcher-kva.example",
                        "ip:192.0.2.7",
                        "ip:2001:db8:0:0:0:0:0:1",
                        "email:a@example.org",
                        "uri:https://example.org/x",
                        "name:CN = Other, O = Name",
                        "oid:1.2.3.4",
                        "other:1.3.6.1.4.1.311.20.2.3");
        assertThat(values(decoded, "Not before")).containsExactly("2026-11-22 11:40:19 UTC");
        assertThat(values(decoded, "Type")).containsExactly("EC P-256");
        assertThat(values(decoded, "Serial number")).containsExactly("c0ffee0000000000000001");
        assertThat(values(decoded, "Signed with")).containsExactly("SHA384WITHECDSA");
        assertThat(values(decoded, "Subject key identifier"))
                .containsExactly("f29334057528cd5399c286927dcabcabc486786e");
        assertThat(values(decoded, "Authority certificate"))
                .containsExactly("serial number c0ffee0000000000000001");
    }

    @Test
    void everyExtensionSaysWhatOpensslSaysAndWhetherItIsCritical() throws Exception {
        var decoded = DecodedCertificate.of(everything());
        assertThat(values(decoded, "Basic constraints"))
                .containsExactly("a CA with at most 2 CAs below it in a path");
        assertThat(values(decoded, "Key usage"))
                .containsExactly("digitalSignature", "dataEncipherment", "keyCertSign", "cRLSign");
        assertThat(values(decoded, "Extended key usage"))
                .containsExactly("serverAuth", "clientAuth", "1.2.3.4.5");
        assertThat(values(decoded, "Policies"))
                .containsExactly(
                        "2.23.140.1.2.2 (organization validated)",
                        "1.2.3.4, CPS https://example.org/cps");
        assertThat(values(decoded, "Name constraints"))
                .containsExactly(
                        "only dns:example.org",
                        "only ip:192.0.2.0/255.255.255.0",
                        "not email:evil.example");
        assertThat(values(decoded, "Policy constraints"))
                .containsExactly(
                        "an explicit policy is required, from 3 certificates below on",
                        "policies are not mapped, from 0 certificates below on");
        assertThat(values(decoded, "Inhibit anyPolicy"))
                .containsExactly("from 4 certificates below on");
        assertThat(values(decoded, "CRL"))
                .containsExactly("http://crl.example.org/1.crl", "http://crl.example.org/2.crl");
        assertThat(values(decoded, "Delta CRL"))
                .containsExactly("http://crl.example.org/delta.crl");
        assertThat(values(decoded, "OCSP")).containsExactly("http://ocsp.example.org");
        assertThat(values(decoded, "Certificate of the issuer (caIssuers)"))
                .containsExactly("http://ca.example.org/ca.cer");
        assertThat(values(decoded, "TLS feature").getFirst()).startsWith("must staple");
        assertThat(values(decoded, "1.2.3.4.5.6")).containsExactly("0c0568656c6c6f");
        // The value of issuerAltName is NULL: it is shown, not left out.
        assertThat(values(decoded, "2.5.29.18, not as its standard wants it"))
                .containsExactly("0500");
        assertThat(
                        decoded.fields().stream()
                                .filter(DecodedField::isCritical)
                                .map(DecodedField::name))
                .containsExactlyInAnyOrder(
                        "Basic constraints", "Key usage", "Name constraints", "1.2.3.4.5.6");
    }

    @Test
    void theJdkReadsTheSame() throws Exception {
        var der = everything();
        var decoded = DecodedCertificate.of(der);
        var second =
                (X509Certificate)
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(der.toArray()));
        assertThat(values(decoded, "Serial number, decimal"))
                .containsExactly(second.getSerialNumber().toString());
        assertThat(values(decoded, "SHA-256 of the key (SPKI)"))
                .containsExactly(Octets.of(second.getPublicKey().getEncoded()).sha256().toHex());
        assertThat(values(decoded, "SHA-256"))
                .containsExactly(Octets.of(second.getEncoded()).sha256().toHex());
        assertThat(values(decoded, "Extended key usage")).hasSize(3);
        assertThat(second.getExtendedKeyUsage()).hasSize(3);
        assertThat(second.getCriticalExtensionOIDs()).hasSize(4);
        var extensions =
                second.getCriticalExtensionOIDs().size()
                        + second.getNonCriticalExtensionOIDs().size();
        assertThat(extensions).isEqualTo(17);
        // Two are made of authorityInfoAccess and of authorityKeyIdentifier; 14 of all else.
        assertThat(decoded.fields()).hasSize(extensions + 2 + 14);
    }

    @Test
    void sctsAreNamedByTheirLogs() throws Exception {
        var sct =
                new Sct(
                        new LogId(Octets.of(new byte[32])),
                        Instant.parse("2026-11-22T08:00:00.123Z"),
                        Octets.of(new byte[0]),
                        SignatureAlgorithm.ECDSA_SHA256,
                        Octets.of(new byte[70]));
        var parts = ASN1Sequence.getInstance(everything().toArray());
        var tbs =
                TransparencyExtensions.withScts(
                        Octets.of(parts.getObjectAt(0).toASN1Primitive().getEncoded()),
                        new SctList(List.of(sct)).encoded());
        var changed = new ASN1EncodableVector();
        changed.add(ASN1Sequence.getInstance(tbs.toArray()));
        changed.add(parts.getObjectAt(1));
        changed.add(parts.getObjectAt(2));
        var decoded = DecodedCertificate.of(Octets.of(new DERSequence(changed).getEncoded()));
        assertThat(values(decoded, "SCTs"))
                .containsExactly(
                        "log AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=, 2026-11-22T08:00:00.123Z");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsBrokenIsRefusedOrShownAndNothingElse(long seed) throws Exception {
        var random = new Random(seed);
        var good = everything().toArray();
        for (var i = 0; i < 2_000; i++) {
            var bad = good.clone();
            for (var changes = 1 + random.nextInt(3); changes > 0; changes--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            var cut = random.nextInt(8) == 0 ? Arrays.copyOf(bad, random.nextInt(bad.length)) : bad;
            try {
                assertThat(DecodedCertificate.of(Octets.of(cut)).fields()).isNotEmpty();
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).as("seed %s, run %s", seed, i).isNotBlank();
            }
        }
    }

    @Test
    void whatIsTooLargeIsNotRead() {
        assertThatThrownBy(() ->
                        DecodedCertificate.of(Octets.of(new byte[DecodedCertificate.LARGEST + 1])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too large");
    }
}
