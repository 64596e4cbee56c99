package org.lineageca.ca.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.octets.Octets;

class WeakKeysTest {

    private static final long SEED = 20_261_122;
    private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);

    /** A key of a vulnerable card, published with the detection tools of 2017. */
    private static final String ROCA =
            """
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAlze9c7qGdjDLVR/ntk+4
            ZkfMcYsAnmfTFHfe3Xv7jRQqPCXCULtr0y0jG3aRJmEenoXO9uDveqr43gFB9yvA
            dLEhu0aJqpB7lNZ+yXsvfVp/96dkSN8oWYL/dd9Z7GQOvVniHUY3Xsd7zdw2eYOy
            HSXhhA2Ttwnj3c1jEYfC0y9q1cU99aL0ogGDqolcOvlkJu+mGb+6+WyboFa1gwRu
            kYxBHZWKiHCt/eihvXsPTzTlXmTXWdGJtA1xZDnCBWuZ90b5R0agXVIESTl0cCyH
            aQM/tLZmktJIU+Eu7ALBXemPg9kh3SCnYd3/YvDGCtYSXOWthHwlP5CImRBcQaNn
            cQIDAQAB
            """;

    private final Random random = new Random(SEED);
    private final WeakKeys weakKeys = new WeakKeys(KnownModuli.NONE);

    private Optional<KeyFlaw.Kind> kind(BigInteger modulus) {
        return weakKeys.find(key(modulus)).map(KeyFlaw::kind);
    }

    private static Octets key(BigInteger modulus) {
        try {
            return Octets.of(
                    KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(modulus, EXPONENT))
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private BigInteger prime(int bits) {
        return new BigInteger(bits, random).setBit(bits - 1).setBit(bits - 2).nextProbablePrime();
    }

    @Test
    void ordinaryKeysHaveNoFlaw() throws GeneralSecurityException {
        for (var seed = 0; seed < 3; seed++) {
            assertThat(kind(prime(1024).multiply(prime(1024)))).isEmpty();
        }
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(3072);
        assertThat(weakKeys.find(Octets.of(generator.generateKeyPair().getPublic().getEncoded())))
                .isEmpty();
        assertThat(weakKeys.find(Octets.of(TestRequests.ec("secp384r1").getPublic().getEncoded())))
                .isEmpty();
    }

    @Test
    void aPublishedKeyOfAVulnerableCardIsFound() {
        var flaw = weakKeys.find(Octets.of(Base64.getMimeDecoder().decode(ROCA))).orElseThrow();
        assertThat(flaw.kind()).isEqualTo(KeyFlaw.Kind.ROCA);
        assertThat(flaw.toString()).contains("CVE-2017-15361");
    }

    /** Primes of the form k·M + (65537^a mod M), as the paper says, and near misses. */
    @Test
    void everyKeyOfTheVulnerableFormIsFoundAndOneForeignPrimeIsEnoughToPass() {
        var primorial = BigInteger.ONE;
        var prime = BigInteger.TWO;
        for (var i = 0; i < 126; i++) {
            primorial = primorial.multiply(prime);
            prime = prime.nextProbablePrime();
        }
        for (var round = 0; round < 2; round++) {
            var one = vulnerable(primorial);
            assertThat(kind(one.multiply(vulnerable(primorial)))).contains(KeyFlaw.Kind.ROCA);
            assertThat(kind(one.multiply(prime(1024)))).isEmpty();
        }
    }

    private BigInteger vulnerable(BigInteger primorial) {
        while (true) {
            var power = EXPONENT.modPow(new BigInteger(200, random), primorial);
            var factor =
                    BigInteger.ONE
                            .shiftLeft(1023)
                            .setBit(1022)
                            .divide(primorial)
                            .add(new BigInteger(40, random));
            var candidate = factor.multiply(primorial).add(power);
            if (candidate.bitLength() == 1024 && candidate.isProbablePrime(20)) {
                return candidate;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {757, 7_919, 32_771, 65_521})
    void aFactorBelowSixteenBitsIsFound(int factor) {
        assertThat(kind(withFactor(factor))).contains(KeyFlaw.Kind.SMALL_FACTOR);
    }

    @Test
    void aFactorJustAboveSixteenBitsIsNobodysBusinessHere() {
        assertThat(kind(withFactor(65_537))).isEmpty();
    }

    private BigInteger withFactor(int factor) {
        var small = BigInteger.valueOf(factor);
        // 2049 or 2050 bits.
        return small.multiply(prime(1024)).multiply(prime(1026 - small.bitLength()));
    }

    @Test
    void primesThatLieCloseTogetherAreFoundAndThoseFartherApartAreNot() {
        var one = prime(1024);
        assertThat(kind(one.multiply(one.nextProbablePrime()))).contains(KeyFlaw.Kind.CLOSE_PRIMES);
        // Fermat's method ends after (p-q)²/8√n rounds: about 2 for a distance of 2^514, 2^19 for
        // 2^524.
        var near = one.add(BigInteger.ONE.shiftLeft(514)).nextProbablePrime();
        assertThat(kind(one.multiply(near))).contains(KeyFlaw.Kind.CLOSE_PRIMES);
        var far = one.add(BigInteger.ONE.shiftLeft(524)).nextProbablePrime();
        assertThat(kind(one.multiply(far))).isEmpty();
        assertThat(ClosePrimes.are(one.multiply(one))).isTrue();
    }

    @Test
    void aModulusOnAListIsFoundWhicheverWayTheListIsWritten() {
        var modulus = prime(1024).multiply(prime(1024));
        var line = "Modulus=" + modulus.toString(16).toUpperCase(Locale.ROOT) + "\n";
        var cut =
                Octets.of(line.getBytes(StandardCharsets.US_ASCII))
                        .digest("SHA-1")
                        .toHex()
                        .substring(20);
        for (var list :
                new String[] {cut, "# a comment\n\n" + cut.toUpperCase(Locale.ROOT) + "\n" + cut}) {
            var known = KnownModuli.read(list.lines());
            assertThat(known.size()).isOne();
            assertThat(new WeakKeys(known).find(key(modulus)).map(KeyFlaw::kind))
                    .contains(KeyFlaw.Kind.KNOWN_MODULUS);
            assertThat(new WeakKeys(known).find(key(prime(1024).multiply(prime(1024))))).isEmpty();
        }
    }

    @Test
    void aLineThatIsNoCutDigestIsNamed() {
        for (var line : Stream.of("abc", "zz".repeat(10), "0".repeat(40)).toList()) {
            assertThatThrownBy(() -> KnownModuli.read(Stream.of(line)))
                    .hasMessageContaining(line)
                    .hasMessageContaining("20 hexadecimal digits");
        }
    }
}
