package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.RefuseRestored.Standing;
import org.lineageca.ca.token.Signers;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.hsm.client.Checkpoint;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.softhsm.TemporaryToken;
import org.lineageca.octets.Octets;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefuseRestoredTest {

    private static final Instant START = Instant.parse("2026-11-22T04:00:00Z");
    private static final Octets DIGEST = Octets.of(new byte[] {7}).sha256();
    private static final String LOG = "lineage.example/audit";

    /** What the log has is as many leaves as its history has characters. */
    private static final class TestHistory implements SealedHistory {
        private final Signer signer;
        private String database = "";

        TestHistory(Signer signer) {
            this.signer = signer;
        }

        @Override
        public Optional<Sealed> lastSigned() {
            return signer.lastCheckpoint(LOG)
                    .map(last ->
                            new Sealed(
                                    last.checkpoint().size(), last.checkpoint().root(), last.at()));
        }

        @Override
        public long leaves() {
            return database.length();
        }

        @Override
        public Octets root(long size) {
            return hash(database.substring(0, (int) size));
        }

        private static Octets hash(String leaves) {
            return Octets.of(leaves.getBytes(StandardCharsets.US_ASCII)).sha256();
        }
    }

    private final TemporaryToken token = TemporaryToken.start("issuing");
    private final FaultySigner signer = new FaultySigner(token.signer());
    private final TestHistory history = new TestHistory(signer);
    private Instant now = START;
    private final RefuseRestored guard = new RefuseRestored(Optional.of(history), () -> now);
    private final TokenSigning signing =
            new TokenSigning(new Signers(Map.of("issuing", signer)), guard);

    @AfterAll
    void close() {
        token.close();
    }

    @Test
    void aRestoredDatabaseSignsNothingUntilItIsWholeAgain() {
        var audit =
                signer.generate("audit-1", KeyAlgorithm.P256, Set.of(KeyPurpose.AUDIT_CHECKPOINT));
        var guarded = signing.signer("issuing");
        var key = guarded.generate("a", KeyAlgorithm.P256, Set.of(KeyPurpose.CRL));
        assertThatCode(signing::requireOpen)
                .as("nothing was sealed yet")
                .doesNotThrowAnyException();

        history.database = "abcdef";
        signer.signCheckpoint(audit.handle(), new Checkpoint(LOG, 5, TestHistory.hash("abcde")));
        history.database = "abcdefgh";
        assertThat(guard.look()).isEqualTo(new Standing.Whole());

        history.database = "abc";
        assertThat(guard.look()).isInstanceOf(Standing.Restored.class);
        assertThat(guard.problem().orElseThrow())
                .contains("it has 3 audit events")
                .contains("a checkpoint of 5 on ")
                .contains("Restore a newer backup");
        var signatures = signer.digests().size();
        refuses(signing::requireOpen);
        refuses(() ->
                guarded.sign(
                        key.handle(), KeyPurpose.CRL, SignatureAlgorithm.ECDSA_SHA256, DIGEST));
        refuses(() ->
                guarded.signOnce(
                        key.handle(), KeyPurpose.CRL, SignatureAlgorithm.ECDSA_SHA256, DIGEST));
        refuses(() -> guarded.generate("b", KeyAlgorithm.P256, Set.of(KeyPurpose.CRL)));
        refuses(() -> guarded.restrict(key.handle(), Set.of(KeyPurpose.CRL)));
        refuses(() -> guarded.destroy(key.handle()));
        CompletableFuture<Octets> later =
                guarded.signAsync(
                        key.handle(), KeyPurpose.CRL, SignatureAlgorithm.ECDSA_SHA256, DIGEST);
        assertThat(later).isCompletedExceptionally();
        assertThat(signer.digests()).hasSize(signatures);
        assertThat(guarded.keys()).hasSizeGreaterThan(2);

        // It goes on from the backup and is as long again, but another.
        history.database = "abcXYZ";
        assertThat(guard.look()).isInstanceOf(Standing.Restored.class);
        assertThat(guard.problem().orElseThrow())
                .contains("another history")
                .contains("its first 5 audit events");
        refuses(signing::requireOpen);

        history.database = "abcde";
        assertThat(guard.look()).isEqualTo(new Standing.Whole());
        guarded.sign(key.handle(), KeyPurpose.CRL, SignatureAlgorithm.ECDSA_SHA256, DIGEST);
    }

    @Test
    void theFirstWhoWantsToSignFindsOutAndWhatWasFoundDoesNotHoldForLong() {
        var fake = new FakeHistory();
        var fresh = new RefuseRestored(Optional.of(fake), () -> now);
        fake.leaves = 1;
        refuses(fresh::check);

        fake.leaves = 9;
        refuses(fresh::check);
        now = now.plus(Duration.ofSeconds(2));
        fresh.check();
        fake.leaves = 1;
        fresh.check();
        now = now.plus(Duration.ofSeconds(2));
        refuses(fresh::check);
        assertThat(fake.looks).isEqualTo(3);
    }

    @Test
    void whatCannotBeComparedSignsNothingAndIsComparedBeforeTheNextSignature() {
        var fake = new FakeHistory();
        var fresh = new RefuseRestored(Optional.of(fake), () -> now);
        fake.leaves = 9;
        fresh.check();

        fake.failure = new TokenUnavailableException("issuing", "unplugged", null);
        assertThatThrownBy(fresh::look).isSameAs(fake.failure);
        assertThatThrownBy(fresh::check).isSameAs(fake.failure);
        assertThat(fresh.problem()).isEmpty();
        fake.failure = new IllegalStateException("the database is down");
        assertThatThrownBy(fresh::check).isSameAs(fake.failure);

        // While it was down, somebody put back a backup.
        fake.failure = null;
        fake.leaves = 1;
        refuses(fresh::check);
    }

    @Test
    void whereNothingIsSealedEverythingMayBeSigned() {
        var open = new RefuseRestored(Optional.empty(), () -> now);

        open.check();
        assertThat(open.look()).isEqualTo(new Standing.Whole());
        assertThat(open.problem()).isEmpty();
    }

    /** The signer has signed a checkpoint of five leaves. */
    private static final class FakeHistory implements SealedHistory {
        private long leaves;
        private int looks;
        private @Nullable RuntimeException failure;

        @Override
        public Optional<Sealed> lastSigned() {
            looks++;
            if (failure != null) {
                throw failure;
            }
            return Optional.of(new Sealed(5, DIGEST, START));
        }

        @Override
        public long leaves() {
            return leaves;
        }

        @Override
        public Octets root(long size) {
            return DIGEST;
        }
    }

    private static void refuses(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(refused.refusal()).isEqualTo(Refusal.DATABASE_RESTORED));
    }
}
