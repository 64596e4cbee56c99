package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.SigningRefusedException;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.softhsm.TemporarySharedToken;
import org.lineageca.hsm.softhsm.TemporaryToken;
import org.lineageca.octets.Octets;

class SignOnceTest {

    private static final Octets MESSAGE =
            Octets.of("to be signed".getBytes(StandardCharsets.US_ASCII));

    @Test
    void theSignatureIsTheSameAfterAKill() throws Exception {
        try (var token = TemporarySharedToken.start("root")) {
            token.initialise(2, 2);
            var key = generate(token);
            refusesWhatTheKeyMayNotSignWithoutWritingItDown(token, key);
            var first = askedByManyAtOnce(token, key);
            assertThat(once(token, key, MESSAGE)).isEqualTo(first);
            token.restartSigner();
            assertThatThrownBy(() -> once(token, key, MESSAGE))
                    .isInstanceOf(TokenUnavailableException.class)
                    .hasMessageContaining("is locked");
            token.activate();

            assertThat(once(token, key, MESSAGE)).isEqualTo(first);
            assertThat(Verification.byJdk(key, SignatureAlgorithm.ECDSA_SHA256, MESSAGE, first))
                    .isTrue();
            assertThat(once(token, key, first)).isNotEqualTo(first);
            assertThat(sign(token, key)).isNotEqualTo(first);
            assertThat(Files.readAllLines(token.journal())).hasSize(4);
        }
    }

    @Test
    void whatWasAskedAndNotSignedBeforeAKillIsSignedOnce() throws Exception {
        try (var token = TemporarySharedToken.start("root")) {
            token.initialise(2, 2);
            var key = generate(token);
            once(token, key, MESSAGE);
            // As a signer leaves it that is killed before the signature is on the disk.
            var lines = Files.readAllLines(token.journal());
            Files.writeString(token.journal(), lines.get(0) + "\n" + lines.get(1).substring(0, 99));
            token.restartSigner();
            token.activate();

            var signature = once(token, key, MESSAGE);

            assertThat(once(token, key, MESSAGE)).isEqualTo(signature);
            assertThat(Files.readAllLines(token.journal()))
                    .hasSize(2)
                    .last()
                    .asString()
                    .endsWith(signature.toHex());
        }
    }

    @Test
    void aSignerWithoutAJournalRefuses() {
        try (var token = TemporaryToken.start("issuing")) {
            var key = token.signer().generate("a", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL));
            assertThatThrownBy(() ->
                            token.signer()
                                    .signOnce(
                                            key.handle(),
                                            KeyPurpose.CRL,
                                            SignatureAlgorithm.ECDSA_SHA256,
                                            MESSAGE.sha256()))
                    .isInstanceOf(SigningRefusedException.class)
                    .hasMessageContaining("--journal");
        }
    }

    private static Octets askedByManyAtOnce(TemporarySharedToken token, TokenKey key)
            throws InterruptedException {
        var signatures = ConcurrentHashMap.<Octets>newKeySet();
        var threads = new HashSet<Thread>();
        for (var i = 0; i < 20; i++) {
            threads.add(Thread.ofVirtual().start(() -> signatures.add(once(token, key, MESSAGE))));
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(signatures).hasSize(1);
        return signatures.iterator().next();
    }

    private static void refusesWhatTheKeyMayNotSignWithoutWritingItDown(
            TemporarySharedToken token, TokenKey key) {
        assertThatThrownBy(() ->
                        token.signer()
                                .signOnce(
                                        key.handle(),
                                        KeyPurpose.CRL,
                                        SignatureAlgorithm.ECDSA_SHA256,
                                        MESSAGE.sha256()))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("may sign [CERTIFICATE, EXCHANGE] only");
        assertThat(token.journal()).isEmptyFile();
    }

    private static TokenKey generate(TemporarySharedToken token) {
        return token.signer()
                .generate(
                        "root-1",
                        KeyAlgorithm.P256,
                        EnumSet.of(KeyPurpose.CERTIFICATE, KeyPurpose.EXCHANGE));
    }

    private static Octets once(TemporarySharedToken token, TokenKey key, Octets message) {
        return token.signer()
                .signOnce(
                        key.handle(),
                        KeyPurpose.EXCHANGE,
                        SignatureAlgorithm.ECDSA_SHA256,
                        message.sha256());
    }

    private static Octets sign(TemporarySharedToken token, TokenKey key) {
        return token.signer()
                .sign(
                        key.handle(),
                        KeyPurpose.EXCHANGE,
                        SignatureAlgorithm.ECDSA_SHA256,
                        MESSAGE.sha256());
    }
}
