package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.hsm.client.Checkpoint;
import org.lineageca.hsm.client.CheckpointRefusedException;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.SigningRefusedException;
import org.lineageca.hsm.client.SocketSigner;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.client.UnknownKeyException;
import org.lineageca.hsm.softhsm.TemporaryToken;
import org.lineageca.octets.Octets;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckpointTest {

    private static final Octets ROOT = Octets.of(new byte[] {1}).sha256();
    private static final Octets OTHER_ROOT = Octets.of(new byte[] {2}).sha256();

    @TempDir private Path folder = Path.of("");

    private final TemporaryToken token = TemporaryToken.start("witness");
    private final Signer signer = token.signer();
    private final TokenKey key =
            signer.generate("audit-1", KeyAlgorithm.P256, Set.of(KeyPurpose.AUDIT_CHECKPOINT));

    @AfterAll
    void close() {
        token.close();
    }

    @Test
    void theBodyIsThatOfTheFormat() {
        var checkpoint = new Checkpoint("lineage.example/audit", 12, ROOT);

        assertThat(new String(checkpoint.body().toArray(), StandardCharsets.US_ASCII))
                .isEqualTo(
                        "lineage.example/audit\n12\nS/USLzRFVMU73i67jNK349FgCtYxw4Wl18ziPHeFRZo=\n");
    }

    @Test
    void aCheckpointIsSignedByTheKeyAndRemembered() throws Exception {
        var checkpoint = new Checkpoint("signed", 12, ROOT);
        assertThat(signer.lastCheckpoint("signed")).isEmpty();

        var signature = signer.signCheckpoint(key.handle(), checkpoint);

        assertThat(
                        Verification.byJdk(
                                key, SignatureAlgorithm.ECDSA_SHA256, checkpoint.body(), signature))
                .isTrue();
        assertThat(
                        Verification.byOpenSsl(
                                key,
                                SignatureAlgorithm.ECDSA_SHA256,
                                checkpoint.body().sha256(),
                                signature,
                                folder))
                .contains("Signature Verified Successfully");
        var last = signer.lastCheckpoint("signed").orElseThrow();
        assertThat(last.checkpoint()).isEqualTo(checkpoint);
        assertThat(last.key()).isEqualTo(key.handle().keyId());
    }

    @Test
    void anOlderDatabaseGetsNoSignatureAlsoAfterAKill() {
        sign("restored", 12, ROOT);
        token.restartSigner();

        assertThatThrownBy(() -> sign("restored", 11, ROOT))
                .isInstanceOf(CheckpointRefusedException.class)
                .hasMessageContaining("has 12 leaves")
                .hasMessageContaining("restore a newer backup");
        assertThatThrownBy(() -> sign("restored", 12, OTHER_ROOT))
                .isInstanceOf(CheckpointRefusedException.class);
        sign("restored", 12, ROOT);
        sign("restored", 13, OTHER_ROOT);
        sign("of another log", 1, ROOT);
    }

    @Test
    void whatWasRememberedAndNotSignedBeforeAKillIsStillBinding() throws Exception {
        sign("cut-short", 12, ROOT);
        var file = token.token().folder().resolve("checkpoints");
        var before = Files.readString(file);
        // As a signer leaves it that is killed before the token is asked.
        Files.writeString(
                file,
                before.replace("last cut-short 12 " + ROOT, "last cut-short 13 " + OTHER_ROOT));
        token.restartSigner();

        assertThatThrownBy(() -> sign("cut-short", 12, ROOT))
                .isInstanceOf(CheckpointRefusedException.class);
        assertThatThrownBy(() -> sign("cut-short", 13, ROOT))
                .isInstanceOf(CheckpointRefusedException.class);
        sign("cut-short", 13, OTHER_ROOT);
    }

    @ParameterizedTest
    @ValueSource(longs = 20261122)
    void killedAtAnyMomentItHasForgottenNothingItSigned(long seed) throws Exception {
        var random = new Random(seed);
        var signed = new AtomicLong();
        for (var round = 0; round < 4; round++) {
            var before = signed.get();
            var killed = token.process();
            var asking = Thread.ofPlatform().start(() -> signWhile(killed, signed));
            await().until(() -> signed.get() > before);
            Thread.sleep(random.nextInt(150));
            token.killSigner();
            asking.join();
            token.awaitSigner();
            var last = signer.lastCheckpoint("killed").orElseThrow().checkpoint().size();
            assertThat(last)
                    .as("seed %d, round %d", seed, round)
                    .isGreaterThanOrEqualTo(signed.get());
            assertThatThrownBy(() -> sign("killed", last - 1, ROOT))
                    .isInstanceOf(CheckpointRefusedException.class);
            signed.set(last);
        }
    }

    private void signWhile(ProcessHandle signing, AtomicLong signed) {
        try (var client = SocketSigner.of(token.socket(), "witness")) {
            while (signing.isAlive()) {
                var next = signed.get() + 1;
                client.signCheckpoint(key.handle(), new Checkpoint("killed", next, ROOT));
                signed.set(next);
            }
        } catch (TokenUnavailableException killed) {
            // What was asked last may have been signed.
        }
    }

    @Test
    void itsKeySignsNoDigest() {
        for (var purpose : KeyPurpose.values()) {
            assertThatThrownBy(() ->
                            signer.sign(
                                    key.handle(), purpose, SignatureAlgorithm.ECDSA_SHA256, ROOT))
                    .as(purpose.name())
                    .isInstanceOf(SigningRefusedException.class);
            assertThatThrownBy(() ->
                            signer.signOnce(
                                    key.handle(), purpose, SignatureAlgorithm.ECDSA_SHA256, ROOT))
                    .isInstanceOf(SigningRefusedException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(KeyPurpose.class)
    void noOtherKeySignsCheckpointsAndNoneIsForBoth(KeyPurpose other) {
        if (other == KeyPurpose.AUDIT_CHECKPOINT || other == KeyPurpose.HEALTH) {
            return;
        }
        var label = "other-" + other.name().toLowerCase(Locale.ROOT).replace('_', '-');
        var both = EnumSet.of(KeyPurpose.AUDIT_CHECKPOINT, other);
        assertThatThrownBy(() -> signer.generate(label, KeyAlgorithm.P256, both))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("has no other purpose");
        var without = signer.generate(label, KeyAlgorithm.P256, Set.of(other));
        var checkpoint = new Checkpoint("refused", 1, ROOT);

        assertThatThrownBy(() -> signer.signCheckpoint(without.handle(), checkpoint))
                .isInstanceOf(SigningRefusedException.class);
        // What the token was not asked for is not remembered either.
        assertThat(signer.lastCheckpoint("refused")).isEmpty();
    }

    @Test
    void keysThatAreNotThereOrOfAnotherKindAreRefused() {
        assertThatThrownBy(() ->
                        signer.generate(
                                "audit-384",
                                KeyAlgorithm.P384,
                                Set.of(KeyPurpose.AUDIT_CHECKPOINT)))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("is P256");
        var gone =
                signer.generate(
                        "audit-gone", KeyAlgorithm.P256, Set.of(KeyPurpose.AUDIT_CHECKPOINT));
        signer.destroy(gone.handle());
        assertThatThrownBy(
                        () -> signer.signCheckpoint(gone.handle(), new Checkpoint("gone", 1, ROOT)))
                .isInstanceOf(UnknownKeyException.class);
        assertThat(signer.lastCheckpoint("gone")).isEmpty();
    }

    @Test
    void aMemoryThatCannotBeReadStopsCheckpointsAndNothingElse() throws Exception {
        sign("unreadable", 5, ROOT);
        var file = token.token().folder().resolve("checkpoints");
        var text = Files.readString(file);
        Files.writeString(file, "nonsense\n");
        token.restartSigner();
        try {
            refusesWhatNeedsItsMemory();
            assertThat(signer.health().token()).isEqualTo("witness");
        } finally {
            Files.writeString(file, text);
        }
        sign("unreadable", 6, ROOT);
    }

    /** Asked as impatiently as a program does: it says so until time is up. */
    private void refusesWhatNeedsItsMemory() {
        var next = new Checkpoint("unreadable", 6, ROOT);
        try (var program = SocketSigner.of(token.socket(), "witness")) {
            await().untilAsserted(() ->
                    assertThatThrownBy(() -> program.signCheckpoint(key.handle(), next))
                            .isInstanceOf(TokenUnavailableException.class)
                            .hasMessageContaining("memory of checkpoints cannot be used"));
            assertThatThrownBy(() -> program.lastCheckpoint("unreadable"))
                    .isInstanceOf(TokenUnavailableException.class);
        }
    }

    private Octets sign(String origin, long size, Octets root) {
        return signer.signCheckpoint(
                key.handle(), new Checkpoint(origin.replace(' ', '-'), size, root));
    }
}
