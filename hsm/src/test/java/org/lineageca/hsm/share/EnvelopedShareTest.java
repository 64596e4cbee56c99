package org.lineageca.hsm.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.SplittableRandom;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.hsm.client.ShareRecipient;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.octets.Octets;

final class EnvelopedShareTest {

    private static final String TEXT =
            "LS1-00c0ffee-1-2of3-AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF-GGGGG-HHHHH-IIIII-JJJJJJJ";

    private final SecureRandom random = new SecureRandom();

    private static KeyPair keys(String kind) throws Exception {
        if (kind.startsWith("RSA")) {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        }
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(kind));
        return generator.generateKeyPair();
    }

    private Octets enclosed(KeyPair keys) throws Exception {
        var name = new X500Principal("CN=custodian-1");
        var begin = Instant.parse("2026-01-01T00:00:00Z");
        var certificate =
                new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(begin),
                                Date.from(begin.plusSeconds(86_400L * 3650)),
                                name,
                                keys.getPublic())
                        .build(
                                new JcaContentSignerBuilder(
                                                keys.getPrivate().getAlgorithm().equals("RSA")
                                                        ? "SHA256withRSA"
                                                        : "SHA256withECDSA")
                                        .build(keys.getPrivate()));
        return ShareEnvelope.of(
                        new ShareRecipient("custodian-1", Octets.of(certificate.getEncoded())))
                .orElseThrow()
                .enclose(TEXT.getBytes(StandardCharsets.US_ASCII), random);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "RSA"})
    void whoTheEnvelopeIsForOpensIt(String kind) throws Exception {
        var keys = keys(kind);

        assertThat(EnvelopedShare.open(enclosed(keys), keys.getPrivate()))
                .asString()
                .isEqualTo(TEXT);
    }

    @Test
    void nobodyElseDoes() throws Exception {
        var envelope = enclosed(keys("secp256r1"));
        for (var other : new String[] {"secp256r1", "secp384r1", "RSA"}) {
            var key = keys(other).getPrivate();
            assertThatThrownBy(() -> EnvelopedShare.open(envelope, key))
                    .isInstanceOf(ShareRefusedException.class)
                    .hasMessageStartingWith("The envelope cannot be opened: ")
                    .hasMessageContaining("Use the key of the certificate");
        }
    }

    @Test
    void whatIsDamagedIsRefusedWithoutAWordOfWhatIsInIt() throws Exception {
        var keys = keys("secp256r1");
        var envelope = enclosed(keys).toArray();
        var seed = random.nextLong();
        var chance = new SplittableRandom(seed);
        for (var attempt = 0; attempt < 60; attempt++) {
            var damaged =
                    attempt % 3 == 0
                            ? Arrays.copyOf(envelope, chance.nextInt(envelope.length))
                            : envelope.clone();
            if (attempt % 3 != 0) {
                damaged[chance.nextInt(damaged.length)] ^= (byte) (1 << chance.nextInt(8));
            }
            try {
                // Some bits say nothing: of identifiers that are not looked at, or of the share.
                EnvelopedShare.open(Octets.of(damaged), keys.getPrivate());
            } catch (ShareRefusedException e) {
                assertThat(e).as("seed %d, attempt %d", seed, attempt).hasNoCause();
            }
        }
        assertThatThrownBy(() ->
                        EnvelopedShare.open(
                                Octets.of(new byte[EnvelopedShare.LARGEST + 1]), keys.getPrivate()))
                .isInstanceOf(ShareRefusedException.class)
                .hasMessageContaining("more than any");
    }
}
