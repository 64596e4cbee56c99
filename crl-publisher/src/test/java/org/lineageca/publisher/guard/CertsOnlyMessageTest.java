package org.lineageca.publisher.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden messages are OpenSSL's own, of the same certificates. */
class CertsOnlyMessageTest {

    private static final Octets OWN = golden("openssl_ca.der");
    private static final Octets CROSS = golden("openssl_cross.der");

    @Test
    void isTheSameOctetsAsOpenSslMakes() {
        assertThat(CertsOnlyMessage.encode(List.of(OWN))).isEqualTo(golden("openssl_one.p7c"));
        assertThat(CertsOnlyMessage.encode(List.of(OWN, CROSS)))
                .isEqualTo(golden("openssl_two.p7c"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 200})
    void theJdkReadsTheCertificatesInTheirOrder(int count) throws Exception {
        // Of all lengths of length.
        var certificates = new Octets[count];
        Arrays.fill(certificates, CROSS);
        certificates[0] = OWN;
        var message = CertsOnlyMessage.encode(List.of(certificates));
        var read =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(message.toArray()));
        assertThat(read).hasSize(count);
        assertThat(((X509Certificate) read.iterator().next()).getEncoded())
                .isEqualTo(OWN.toArray());
    }

    @Test
    void bouncyCastleReadsSignedDataWithoutContentAndSigners() {
        var info = ContentInfo.getInstance(CertsOnlyMessage.encode(List.of(CROSS, OWN)).toArray());
        assertThat(info.getContentType()).isEqualTo(CMSObjectIdentifiers.signedData);
        var signed = SignedData.getInstance(info.getContent());
        assertThat(signed.getVersion().intValueExact()).isEqualTo(1);
        assertThat(signed.getDigestAlgorithms().size()).isZero();
        assertThat(signed.getEncapContentInfo().getContentType())
                .isEqualTo(CMSObjectIdentifiers.data);
        assertThat(signed.getEncapContentInfo().getContent()).isNull();
        assertThat(signed.getCRLs()).isNull();
        assertThat(signed.getSignerInfos().size()).isZero();
        assertThat(signed.getCertificates().size()).isEqualTo(2);
    }

    @Test
    void opensslPrintsTheCertificates(@TempDir Path temporary) throws Exception {
        var message = CertsOnlyMessage.encode(List.of(CROSS, OWN));
        var file = Files.write(temporary.resolve("ca.p7c"), message.toArray());
        var openssl =
                new ProcessBuilder(
                                "openssl",
                                "pkcs7",
                                "-inform",
                                "DER",
                                "-in",
                                file.toString(),
                                "-print_certs",
                                "-noout")
                        .redirectErrorStream(true)
                        .start();
        var printed =
                new String(openssl.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(openssl.waitFor()).isZero();
        assertThat(printed.lines().filter(line -> line.startsWith("issuer=")))
                .containsExactly(
                        "issuer=C = CH, O = Elsewhere, CN = Foreign Root",
                        "issuer=C = AT, O = Golden, CN = Golden CA");
    }

    @Test
    void isReadBack() {
        assertThat(CertsOnlyMessage.read(CertsOnlyMessage.encode(List.of(CROSS, OWN))))
                .isInstanceOfSatisfying(
                        Verdict.Publish.class,
                        publish ->
                                assertThat((List<?>) publish.content())
                                        .extracting(one -> ((CaCertificate) one).der())
                                        .containsExactly(CROSS, OWN));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 20261121})
    void octetsThatAreNoMessageAreRefusedWithoutAnException(long seed) {
        System.out.println("random mutations of a certs-only message, seed " + seed);
        var random = new Random(seed);
        var message = CertsOnlyMessage.encode(List.of(OWN, CROSS)).toArray();
        // What surrounds the certificates; changes in them are the certificate guard's to find.
        var head = message.length - 2 - OWN.length() - CROSS.length();
        for (var at = 0; at < head; at++) {
            var changed = message.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertThat(CertsOnlyMessage.read(Octets.of(changed)))
                    .isInstanceOf(Verdict.Refuse.class);
        }
        for (var round = 0; round < 500; round++) {
            var cut = Arrays.copyOf(message, random.nextInt(message.length + 10));
            if (cut.length != message.length) {
                assertThat(CertsOnlyMessage.read(Octets.of(cut)))
                        .isInstanceOf(Verdict.Refuse.class);
            }
        }
    }

    private static Octets golden(String name) {
        try (var in =
                Objects.requireNonNull(CertsOnlyMessageTest.class.getResourceAsStream(name))) {
            return Octets.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
