package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.SigningRefusedException;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.hsm.client.UnknownKeyException;
import org.lineageca.hsm.softhsm.TemporaryToken;
import org.lineageca.octets.Octets;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignaturesTest {

    private final TemporaryToken token = TemporaryToken.start("signatures");
    private final Signer signer = token.signer();
    private final Map<KeyAlgorithm, TokenKey> keys = new EnumMap<>(KeyAlgorithm.class);

    @BeforeAll
    void generateKeys() {
        for (var algorithm : KeyAlgorithm.values()) {
            var label = "key-" + algorithm.name().toLowerCase(Locale.ROOT);
            keys.put(
                    algorithm,
                    signer.generate(
                            label, algorithm, EnumSet.of(KeyPurpose.CERTIFICATE, KeyPurpose.CRL)));
        }
    }

    @AfterAll
    void close() {
        token.close();
    }

    static Stream<Arguments> everyCombination() {
        return Arrays.stream(KeyAlgorithm.values())
                .flatMap(key ->
                        Arrays.stream(SignatureAlgorithm.values())
                                .filter(algorithm -> algorithm.fits(key))
                                .map(algorithm -> Arguments.of(key, algorithm)));
    }

    @ParameterizedTest
    @MethodSource("everyCombination")
    void whatTheTokenSignsOthersVerify(
            KeyAlgorithm keyAlgorithm, SignatureAlgorithm algorithm, @TempDir Path folder)
            throws Exception {
        var key = key(keyAlgorithm);
        var message = Octets.of("a certificate".getBytes(StandardCharsets.UTF_8));
        var digest = message.digest(algorithm.digest());

        var signature = signer.sign(key.handle(), KeyPurpose.CERTIFICATE, algorithm, digest);

        assertThat(Verification.byJdk(key, algorithm, message, signature)).isTrue();
        assertThat(Verification.byOpenSsl(key, algorithm, digest, signature, folder))
                .isEqualTo("Signature Verified Successfully");
        var otherMessage = Octets.of(new byte[] {1});
        assertThat(Verification.byJdk(key, algorithm, otherMessage, signature)).isFalse();
    }

    @Test
    void aKeySignsNothingButWhatItWasGeneratedFor() {
        assertThatThrownBy(
                        () -> sign(KeyPurpose.OCSP_RESPONSE, SignatureAlgorithm.ECDSA_SHA256, 32))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("may sign [CERTIFICATE, CRL] only, not OCSP_RESPONSE");
    }

    @Test
    void aKeySignsOnlyWithAlgorithmsOfItsKind() {
        assertThatThrownBy(() -> sign(KeyPurpose.CRL, SignatureAlgorithm.RSA_PSS_SHA256, 32))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("cannot make RSA_PSS_SHA256 signatures");
    }

    @Test
    void aDigestOfTheWrongLengthIsNotSigned() {
        for (var length : new int[] {0, 31, 33, 48, 64, 100_000}) {
            assertThatThrownBy(() -> sign(KeyPurpose.CRL, SignatureAlgorithm.ECDSA_SHA256, length))
                    .isInstanceOf(SigningRefusedException.class)
                    .hasMessageContaining("got " + length + " bytes");
        }
    }

    @Test
    void aKeyThatIsNotOnTheTokenIsUnknown() {
        var absent = KeyHandle.of(token.token().label(), Octets.of(new byte[] {1, 2, 3}));
        var elsewhere = KeyHandle.of("elsewhere", key(KeyAlgorithm.P256).handle().publicKey());
        var digest = Octets.of(new byte[32]);
        for (var handle : new KeyHandle[] {absent, elsewhere}) {
            assertThatThrownBy(() ->
                            signer.sign(
                                    handle,
                                    KeyPurpose.CRL,
                                    SignatureAlgorithm.ECDSA_SHA256,
                                    digest))
                    .isInstanceOf(UnknownKeyException.class);
        }
    }

    @Test
    void anAsynchronousRefusalIsTypedAndItsNeighboursAreSigned() {
        var key = key(KeyAlgorithm.P256).handle();
        var digest = Octets.of(new byte[32]);
        var wrong =
                signer.signAsync(
                        key, KeyPurpose.OCSP_RESPONSE, SignatureAlgorithm.ECDSA_SHA256, digest);
        var right = signer.signAsync(key, KeyPurpose.CRL, SignatureAlgorithm.ECDSA_SHA256, digest);

        assertThatThrownBy(wrong::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(SigningRefusedException.class);
        assertThat(right.join().length()).isBetween(68, 72);
    }

    @Test
    void anExceptionShowsWhereTheCallerWas() {
        assertThatThrownBy(
                        () -> sign(KeyPurpose.OCSP_RESPONSE, SignatureAlgorithm.ECDSA_SHA256, 32))
                .satisfies(thrown ->
                        assertThat(thrown.getStackTrace())
                                .anyMatch(frame ->
                                        frame.getClassName()
                                                .equals(SignaturesTest.class.getName())));
    }

    private Octets sign(KeyPurpose purpose, SignatureAlgorithm algorithm, int length) {
        return signer.sign(
                key(KeyAlgorithm.P256).handle(), purpose, algorithm, Octets.of(new byte[length]));
    }

    private TokenKey key(KeyAlgorithm algorithm) {
        return Objects.requireNonNull(keys.get(algorithm));
    }
}
