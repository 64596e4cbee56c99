package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.SocketSigner;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.softhsm.TemporaryToken;
import org.lineageca.octets.Octets;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadTest {

    private static final SignatureAlgorithm ALGORITHM = SignatureAlgorithm.ECDSA_SHA256;

    private final TemporaryToken token = TemporaryToken.start("load");
    private final Signer signer = token.signer();
    private final TokenKey key =
            signer.generate("load", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.OCSP_RESPONSE));

    @AfterAll
    void close() {
        token.close();
    }

    @Test
    void everyOneOfManyConcurrentCallersGetsTheSignatureOfItsOwnDigest() throws Exception {
        var signatures = new ArrayList<Future<Octets>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 4_000; i++) {
                var message = message(i);
                signatures.add(callers.submit(() -> sign(message)));
            }
        }
        for (var i = 0; i < signatures.size(); i++) {
            var signature = signatures.get(i).get();
            assertThat(Verification.byJdk(key, ALGORITHM, message(i), signature)).isTrue();
        }
    }

    @Test
    void whatOneCallerAsksForAtOnceIsAllSigned() throws Exception {
        var signatures =
                IntStream.range(0, 10_000)
                        .mapToObj(i ->
                                signer.signAsync(
                                        key.handle(),
                                        KeyPurpose.OCSP_RESPONSE,
                                        ALGORITHM,
                                        message(i).sha256()))
                        .toList();
        for (var signature : signatures) {
            assertThat(signature.get()).isNotNull();
        }
    }

    @Test
    void aSignerKilledUnderLoadCostsNoWrongAnswerAndNoRestartOfTheCaller() throws Exception {
        var signed = new AtomicInteger();
        var stop = new AtomicBoolean();
        try (var client = SocketSigner.of(token.socket(), "load");
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (var i = 0; i < 50; i++) {
                var first = i * 1_000_000;
                running.add(
                        callers.submit(() -> {
                            signUntil(stop, client, first, signed);
                            return null;
                        }));
            }
            for (var kill = 0; kill < 3; kill++) {
                var before = signed.get();
                Awaitility.await().until(() -> signed.get() > before + 500);
                token.killSigner();
            }
            token.awaitSigner();
            stop.set(true);
            for (var caller : running) {
                caller.get();
            }
        }
        assertThat(sign(message(1))).isNotNull();
    }

    @Test
    void callsEndWhenTheirClientIsClosed() throws Exception {
        var client = SocketSigner.of(token.socket().resolveSibling("absent.sock"), "load");
        var waiting = new ArrayList<Future<Octets>>();
        for (var i = 0; i < 100; i++) {
            waiting.add(
                    client.signAsync(
                            key.handle(),
                            KeyPurpose.OCSP_RESPONSE,
                            ALGORITHM,
                            message(i).sha256()));
        }
        client.close();
        for (var call : List.copyOf(waiting)) {
            org.assertj.core.api.Assertions.assertThatThrownBy(call::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TokenUnavailableException.class);
        }
    }

    private void signUntil(AtomicBoolean stop, Signer client, int first, AtomicInteger signed)
            throws GeneralSecurityException {
        for (var i = first; !stop.get(); i++) {
            var message = message(i);
            try {
                var signature = sign(client, message);
                if (i % 10 == 0) {
                    assertThat(Verification.byJdk(key, ALGORITHM, message, signature)).isTrue();
                }
                signed.incrementAndGet();
            } catch (TokenUnavailableException _) {
                // While there was no signer; the next call is to find one.
            }
        }
    }

    private Octets sign(Octets message) {
        return sign(signer, message);
    }

    private Octets sign(Signer client, Octets message) {
        return client.sign(key.handle(), KeyPurpose.OCSP_RESPONSE, ALGORITHM, message.sha256());
    }

    private static Octets message(int number) {
        return Octets.of(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }
}
