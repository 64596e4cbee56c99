package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.SigningRefusedException;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.hsm.client.UnknownKeyException;
import org.lineageca.hsm.pkcs11.CutShort.Point;
import org.lineageca.hsm.pkcs11.OtherProcess;
import org.lineageca.hsm.softhsm.TemporaryToken;
import org.lineageca.octets.Octets;

/** What a destroyed key leaves: an answer that it is unknown, and nothing on the token. */
class KeyDestructionTest {

    private static final Set<KeyPurpose> PURPOSES =
            EnumSet.of(KeyPurpose.CERTIFICATE, KeyPurpose.CRL);

    private final TemporaryToken token = TemporaryToken.start("destruction");
    private final Signer signer = token.signer();
    private final OtherProcess other = new OtherProcess(token);

    @AfterEach
    void close() {
        token.close();
    }

    @Test
    void nothingOfADestroyedKeyIsLeftAndItStaysUnknownAfterARestart() throws Exception {
        var empty = other.objects();
        var narrowed = generate("narrowed", KeyAlgorithm.P256);
        signer.restrict(narrowed.handle(), EnumSet.of(KeyPurpose.CRL));
        var rsa = generate("rsa", KeyAlgorithm.RSA2048);
        assertThat(other.objects()).hasSize(empty.size() + 4);

        signer.destroy(narrowed.handle());
        signer.destroy(rsa.handle());

        // Whatever id an object might bear: there are as many as before the keys came.
        assertThat(other.objects()).containsExactlyInAnyOrderElementsOf(empty);
        assertGone(narrowed);
        assertGone(rsa);
        token.restartSigner();
        assertGone(narrowed);
        assertGone(rsa);
        assertThat(other.objects()).containsExactlyInAnyOrderElementsOf(empty);
    }

    @Test
    void aKeyThatWasNeverThereIsUnknown() {
        var handle = KeyHandle.of("destruction", Octets.of(new byte[] {1, 2, 3}));

        assertThatThrownBy(() -> signer.destroy(handle)).isInstanceOf(UnknownKeyException.class);
        assertThatThrownBy(() -> sign(handle)).isInstanceOf(UnknownKeyException.class);
    }

    @Test
    void aDestructionCutShortIsFinishedByTheNext() throws Exception {
        var key = generate("half-gone", KeyAlgorithm.P256);
        other.cutShort(Point.PRIVATE_KEY_DESTROYED, key, PURPOSES);
        token.restartSigner();
        assertThatThrownBy(() -> sign(key.handle())).isInstanceOf(UnknownKeyException.class);
        assertThat(other.objectsOf(key)).containsExactly("CERTIFICATE");

        signer.destroy(key.handle());

        assertThat(other.objectsOf(key)).isEmpty();
        assertGone(key);
    }

    @Test
    void aPrivateKeyThatIsStillThereIsNeverCalledUnknownWhenItIsToBeDestroyed() throws Exception {
        var key = generate("nameless", KeyAlgorithm.P256);
        other.cutShort(Point.HOLDER_DESTROYED, key, PURPOSES);
        token.restartSigner();

        assertThatThrownBy(() -> signer.destroy(key.handle()))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("without a holder certificate of ours");

        assertThat(other.objectsOf(key)).containsExactly("PRIVATE_KEY");
    }

    @Test
    void aKeyThatIsInUseIsDestroyedWithoutLosingTheSigner() throws Exception {
        var key = generate("in-use", KeyAlgorithm.P256);
        var first = token.process();
        var signed = new AtomicInteger();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (var i = 0; i < 8; i++) {
                running.add(callers.submit(() -> signUntilUnknown(key, signed)));
            }
            Awaitility.await().until(() -> signed.get() > 100);

            signer.destroy(key.handle());

            for (var caller : running) {
                caller.get();
            }
        }
        signer.health();
        assertThat(token.process()).isEqualTo(first);
        assertThat(token.exitStatuses()).isEmpty();
        assertGone(key);
    }

    private void signUntilUnknown(TokenKey key, AtomicInteger signed) {
        while (true) {
            try {
                sign(key.handle());
                signed.incrementAndGet();
            } catch (UnknownKeyException e) {
                return;
            }
        }
    }

    private void assertGone(TokenKey key) {
        assertThat(signer.findById(key.handle().keyId())).isEmpty();
        assertThatThrownBy(() -> sign(key.handle())).isInstanceOf(UnknownKeyException.class);
        assertThatThrownBy(() -> signer.restrict(key.handle(), key.purposes()))
                .isInstanceOf(UnknownKeyException.class);
        assertThatThrownBy(() -> signer.destroy(key.handle()))
                .isInstanceOf(UnknownKeyException.class);
    }

    private TokenKey generate(String label, KeyAlgorithm algorithm) {
        return signer.generate(label, algorithm, PURPOSES);
    }

    private Octets sign(KeyHandle handle) {
        return signer.sign(
                handle, KeyPurpose.CRL, SignatureAlgorithm.ECDSA_SHA256, Octets.of(new byte[32]));
    }
}
