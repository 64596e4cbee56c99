package org.lineageca.ca.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.audit.log.Checkpoint;
import org.lineageca.ca.audit.log.ProofCheck;
import org.lineageca.ca.audit.log.TilePlace;
import org.lineageca.ca.ceremony.RecordFinding;
import org.lineageca.ca.inspection.Inspection;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.client.UnknownKeyException;
import org.lineageca.octets.Octets;

/** What is committed is sealed, once and for ever, wherever it is cut short. */
final class SealAuditLogTest {

    private final AuditTrail trail = new AuditTrail();

    private void assertInOrder(String earlier) {
        var inspection = trail.inspect(earlier);
        assertThat(inspection.outcome())
                .as(inspection.findings().toString())
                .isEqualTo(Inspection.Outcome.IN_ORDER);
    }

    private void assertSealedOnce() {
        assertThat(trail.count("audit_leaf")).isEqualTo(trail.count("audit_event"));
        assertThat(trail.read().unsealed(AuditTrail.AUDITOR)).isEmpty();
        assertThat(trail.read().sealed(AuditTrail.AUDITOR).unsealedSince()).isNull();
        assertThat(trail.asOwner().fetchSingle("SELECT max(leaf_index) + 1 FROM audit_leaf"))
                .satisfies(row ->
                        assertThat(row.get(0, long.class)).isEqualTo(trail.count("audit_leaf")));
    }

    @Test
    void everyEventBecomesALeafAndIsProven() {
        trail.write(300);
        trail.seal();
        var earlier = trail.checkpoint();
        trail.write(700);
        trail.seal();

        assertSealedOnce();
        assertInOrder(earlier);
        var read = trail.read();
        for (var sequence : new long[] {1, 2, 255, 256, 257, 300, 512, 1001}) {
            var proof = read.inclusion(AuditTrail.AUDITOR, sequence);
            assertThat(proof.problem(trail.key().verifier())).isEmpty();
            assertThat(proof.entry().toString())
                    .contains(
                            Octets.of(
                                            ("\"sequence\":" + sequence + "}")
                                                    .getBytes(
                                                            java.nio.charset.StandardCharsets
                                                                    .UTF_8))
                                    .toHex());
        }
        var then = trail.key().verifier().open(earlier);
        var consistency = read.consistency(AuditTrail.AUDITOR, then.size(), 1001);
        assertThat(consistency.from()).isEqualTo(then);
        assertThat(
                        ProofCheck.isConsistent(
                                then.size(),
                                then.root(),
                                1001,
                                trail.key().verifier().open(trail.checkpoint()).root(),
                                consistency.proof()))
                .isTrue();
    }

    @Test
    void whatWasThereBeforeTheLogBecomesLeavesAtOnce() {
        trail.asOwner()
                .execute(
                        """
                        INSERT INTO audit_event (at, actor, kind, details)
                        SELECT timestamptz '2026-01-01' + n * interval '1 second', 'officer', 'CertificateRecorded',
                            jsonb_build_object('serial', to_hex(n)) FROM generate_series(1, 9000) AS n
                        """);

        trail.seal();

        assertSealedOnce();
        assertThat(trail.count("audit_checkpoint")).isGreaterThan(1);
        assertInOrder(trail.checkpoint());
    }

    @Test
    void withoutNewEventsNothingIsSigned() {
        trail.write(3);
        trail.seal();
        var checkpoint = trail.checkpoint();

        trail.seal();
        trail.restart();
        trail.seal();

        assertThat(trail.checkpoint()).isEqualTo(checkpoint);
        assertThat(trail.count("audit_checkpoint")).isEqualTo(1);
    }

    @Test
    void anEventThatIsCommittedAfterHigherNumbersIsSealedToo() {
        trail.write(5);
        trail.seal();
        trail.asCore()
                .transaction(late -> {
                    trail.write(late.dsl(), "late", trail.now());
                    for (var round = 0; round < 3; round++) {
                        trail.write(2);
                        trail.seal();
                    }
                });
        trail.write(1);
        trail.seal();
        trail.seal();

        assertSealedOnce();
        assertInOrder(trail.checkpoint());
    }

    @Test
    void anEventThatIsSealedAfterHigherNumbersLeavesNoneUnsealed() {
        trail.asCore()
                .transaction(late -> {
                    trail.write(late.dsl(), "late", trail.now());
                    trail.write(2);
                    trail.seal();
                });
        assertThat(trail.read().sealed(AuditTrail.AUDITOR).unsealedSince())
                .as("the late one waits")
                .isNotNull();
        trail.seal();

        assertSealedOnce();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void transactionsThatEndInAnyOrderAreSealedOnceByAnyNode(long seed) throws Exception {
        System.out.println("seed " + seed);
        try (var threads = Executors.newCachedThreadPool()) {
            var writers =
                    new Random(seed)
                            .longs(6)
                            .<Runnable>mapToObj(each -> () -> writeAtRandom(new Random(each)))
                            .map(threads::submit)
                            .toList();
            var other = trail.node();
            while (!writers.stream().allMatch(java.util.concurrent.Future::isDone)) {
                var beside = threads.submit(() -> trail.seal(other, trail.signer));
                trail.seal();
                beside.get();
            }
            for (var writer : writers) {
                writer.get();
            }
            trail.seal();
        }
        trail.restart();
        trail.seal();

        assertSealedOnce();
        assertInOrder(trail.checkpoint());
    }

    private void writeAtRandom(Random random) {
        for (var each = 0; each < 40; each++) {
            try {
                trail.asCore()
                        .transaction(transaction -> {
                            var count = 1 + random.nextInt(4);
                            for (var event = 0; event < count; event++) {
                                trail.write(transaction.dsl(), "writer", trail.now());
                                transaction
                                        .dsl()
                                        .fetch("SELECT pg_sleep({0})", random.nextDouble() / 200);
                            }
                            if (random.nextInt(4) == 0) {
                                throw new IllegalStateException("given up");
                            }
                        });
            } catch (IllegalStateException givenUp) {
                assertThat(givenUp).hasMessage("given up");
            }
        }
    }

    enum Fault {
        BEFORE_LEAVES,
        AFTER_LEAVES,
        BEFORE_SIGNATURE,
        AFTER_SIGNATURE,
        BEFORE_CHECKPOINT,
        AFTER_CHECKPOINT
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void cutShortAnywhereNothingIsLostAndASizeHasOneRoot(Fault fault) {
        trail.write(400);
        trail.seal();
        var earlier = trail.checkpoint();
        trail.write(200);

        assertThatThrownBy(() -> trail.seal(new CutShort(trail.ledger(), fault), faulty(fault)))
                .isInstanceOf(RuntimeException.class);
        trail.restart();
        trail.write(1);
        trail.seal();

        assertSealedOnce();
        assertInOrder(earlier);
        assertThat(trail.key().verifier().open(trail.checkpoint()).size()).isEqualTo(602);
    }

    /** The same, but that nothing is written in between: the same size is signed again. */
    @Test
    void aSignatureThatWasLostIsMadeAgainOverTheSameRoot() {
        trail.write(10);
        assertThatThrownBy(() -> trail.seal(trail.ledger(), faulty(Fault.AFTER_SIGNATURE)))
                .isInstanceOf(TokenUnavailableException.class);
        var signed = trail.signer.last(trail.key()).orElseThrow();

        trail.seal();

        assertThat(trail.key().verifier().open(trail.checkpoint())).isEqualTo(signed);
    }

    private CheckpointSigner faulty(Fault fault) {
        return new CheckpointSigner() {
            @Override
            public Octets publicKey(String token, String label) {
                return trail.signer.publicKey(token, label);
            }

            @Override
            public boolean holds(AuditKey key) {
                return trail.signer.holds(key);
            }

            @Override
            public Octets sign(AuditKey key, Checkpoint checkpoint) {
                if (fault == Fault.BEFORE_SIGNATURE) {
                    throw new TokenUnavailableException("issuing", "unplugged", null);
                }
                var signature = trail.signer.sign(key, checkpoint);
                if (fault == Fault.AFTER_SIGNATURE) {
                    throw new TokenUnavailableException("issuing", "unplugged", null);
                }
                return signature;
            }

            @Override
            public Optional<Checkpoint> last(AuditKey key) {
                return trail.signer.last(key);
            }
        };
    }

    /** A node that dies. */
    private record CutShort(AuditLedger real, Fault fault) implements AuditLedger {

        private void at(Fault place) {
            if (fault == place) {
                throw new IllegalStateException("killed " + place);
            }
        }

        @Override
        public boolean alone(Consumer<Round> work) {
            return real.alone(round ->
                    work.accept(
                            new Round() {
                                @Override
                                public boolean append() {
                                    at(Fault.BEFORE_LEAVES);
                                    var isMore = round.append();
                                    at(Fault.AFTER_LEAVES);
                                    return isMore;
                                }

                                @Override
                                public long size() {
                                    return round.size();
                                }

                                @Override
                                public long countFrom(long leaf) {
                                    return round.countFrom(leaf);
                                }

                                @Override
                                public void keep(KeptCheckpoint checkpoint) {
                                    at(Fault.BEFORE_CHECKPOINT);
                                    round.keep(checkpoint);
                                    at(Fault.AFTER_CHECKPOINT);
                                }

                                @Override
                                public java.util.List<Octets> tile(int level, TilePlace place) {
                                    return round.tile(level, place);
                                }
                            }));
        }

        @Override
        public long size() {
            return real.size();
        }

        @Override
        public Optional<KeptCheckpoint> newest() {
            return real.newest();
        }

        @Override
        public java.util.List<Octets> entries(TilePlace place) {
            return real.entries(place);
        }

        @Override
        public Optional<Long> leafOf(long sequence) {
            return real.leafOf(sequence);
        }

        @Override
        public java.util.List<PlacedEvent> events(EventQuery query) {
            return real.events(query);
        }

        @Override
        public java.util.List<org.lineageca.ca.audit.log.AuditRecord> unsealed(int limit) {
            return real.unsealed(limit);
        }

        @Override
        public Optional<java.time.Instant> unsealedSince() {
            return real.unsealedSince();
        }

        @Override
        public java.util.List<AuditKey> keys() {
            return real.keys();
        }

        @Override
        public void keep(AuditKey key, java.time.Instant at, Actor actor) {
            real.keep(key, at, actor);
        }

        @Override
        public java.util.List<Octets> tile(int level, TilePlace place) {
            return real.tile(level, place);
        }
    }

    /** The log is the same: what was sealed before is held against what is sealed after. */
    @Test
    void aKeyThatIsLostWithItsTokenIsFollowedByAnother() {
        trail.write(5);
        trail.seal();
        var earlier = trail.checkpoint();
        var first = trail.verifier();
        assertThatThrownBy(() -> trail.keep().replace(AuditTrail.OFFICER))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is on token 'issuing'")
                .hasMessageContaining("Nothing was replaced");

        trail.token.loseKeys();
        trail.write(5);
        assertThatThrownBy(trail::seal).isInstanceOf(UnknownKeyException.class);
        assertThatThrownBy(() -> trail.keep().replace(AuditTrail.AUDITOR))
                .isInstanceOf(NotAuthorisedException.class);
        var keys = trail.keep().replace(AuditTrail.OFFICER);
        trail.seal();

        assertThat(keys).extracting(AuditKey::origin).containsOnly(first.name());
        assertThat(keys).extracting(AuditKey::label).containsExactly("audit-1", "audit-2");
        assertThat(trail.inspect(earlier, first, trail.verifier()).findings())
                .extracting(RecordFinding::verdict)
                .containsOnly(RecordFinding.Verdict.OK);
        // Who has the old key only is not made to believe the new one.
        assertThat(trail.inspect(earlier, first).findings())
                .extracting(RecordFinding::text)
                .contains("the checkpoint: it is not signed by " + first.name() + "+" + first.id());
        // Nor is what the old key signs the log of today, in whoever's hands it is.
        assertThat(trail.inspect(earlier, trail.verifier(), first).findings())
                .extracting(RecordFinding::verdict)
                .contains(RecordFinding.Verdict.FAIL);
        assertThat(
                        trail.ledger()
                                .events(
                                        new EventQuery(
                                                null, null, "AuditKeyRecorded", null, null, 9)))
                .extracting(placed -> placed.event().actor())
                .containsExactly("An Officer", "test");
    }

    /** Cut short once the key is made, and before it is recorded. */
    @Test
    void aKeyThatWasMadeAndNotRecordedIsTakenTheNextTime() {
        trail.write(1);
        trail.token.loseKeys();
        var made = trail.token.publicKey("issuing", "audit-2");

        trail.keep().replace(AuditTrail.OFFICER);
        trail.seal();

        assertThat(trail.verifier().publicKey()).isEqualTo(made);
        assertThat(trail.verifier().open(trail.checkpoint()).size()).isEqualTo(3);
    }

    @Test
    void withoutTheTokenLeavesAreMadeAndSignedWhenItIsBack() {
        trail.write(5);
        assertThatThrownBy(() -> trail.seal(trail.ledger(), faulty(Fault.BEFORE_SIGNATURE)))
                .isInstanceOf(TokenUnavailableException.class);
        assertThat(trail.count("audit_leaf")).isEqualTo(trail.count("audit_event"));
        assertThat(trail.read().unsealed(AuditTrail.AUDITOR)).hasSize(6);
        assertThat(trail.read().sealed(AuditTrail.AUDITOR).unsealedSince()).isNotNull();

        trail.seal();
        assertSealedOnce();

        assertThat(trail.key().verifier().open(trail.checkpoint()).size()).isEqualTo(6);
    }

    @Test
    void aDatabaseThatWasPutBackIsNotSealed() {
        trail.write(300);
        trail.seal();
        trail.save();
        trail.write(100);
        trail.seal();

        trail.restore();
        trail.dropSaved();

        assertThatThrownBy(() -> trail.seal())
                .isInstanceOf(AuditLogBrokenException.class)
                .hasMessageContaining("401 leaves was signed, and 301 are on record")
                .hasMessageContaining("older database");
        assertThatThrownBy(() -> trail.checkpoint()).isInstanceOf(AuditLogBrokenException.class);
    }

    @Test
    void numbersThatBeginAnewAreSealedByTheNodeThatSawHigherOnes() {
        trail.write(20);
        trail.seal();
        trail.seal();
        trail.asOwner()
                .execute(
                        "TRUNCATE audit_event, audit_leaf, audit_subtree, audit_checkpoint RESTART IDENTITY");
        trail.write(4);

        assertThatThrownBy(() -> trail.seal()).isInstanceOf(AuditLogBrokenException.class);

        assertThat(trail.count("audit_leaf")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit_leaf", "audit_subtree", "audit_checkpoint", "audit_key"})
    void theCoreMayOnlyAddToTheLog(String table) {
        trail.write(300);
        trail.seal();

        assertThatThrownBy(() -> trail.asCore().execute("DELETE FROM " + table))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() ->
                        trail.asCore()
                                .execute(
                                        "UPDATE %s SET %s = %2$s"
                                                .formatted(
                                                        table,
                                                        switch (table) {
                                                            case "audit_key" -> "name";
                                                            case "audit_checkpoint" -> "note";
                                                            default -> "hash";
                                                        })))
                .hasMessageContaining("permission denied");
    }

    @Test
    void onlyWhoMayLookReadsItAndOnlyTheInstallationSeals() {
        trail.write(1);
        var officer = new Actor.Principal("An Officer", TrustedRole.Officer);

        assertThatThrownBy(() ->
                        new SealAuditLog(trail.ledger(), trail.signer, trail::now)
                                .seal(officer, trail.key()))
                .isInstanceOf(NotAuthorisedException.class);
        assertThatThrownBy(() -> trail.read().checkpoint(officer))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("No checkpoint");
        trail.seal();

        assertThat(trail.read().checkpoint(officer).checkpoint().size()).isEqualTo(2);
    }

    @Test
    void whatTheCheckpointDoesNotCoverIsNotGivenOut() {
        trail.write(300);
        trail.seal();
        var read = trail.read();

        assertThatThrownBy(() -> read.tile(AuditTrail.AUDITOR, 0, TilePlace.of("001")))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> read.tile(AuditTrail.AUDITOR, 1, TilePlace.of("000.p/2")))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> read.inclusion(AuditTrail.AUDITOR, 1000))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> read.consistency(AuditTrail.AUDITOR, 5, 1000))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void eventsAreFoundByKindActorAndSerial() {
        trail.write(10);
        trail.write(trail.asCore(), "Somebody Else", trail.now());
        trail.seal();
        var ledger = trail.ledger();

        assertThat(ledger.events(new EventQuery(null, null, null, null, null, 3)))
                .extracting(placed -> placed.event().sequence())
                .containsExactly(12L, 11L, 10L);
        assertThat(ledger.events(new EventQuery(9L, null, null, null, null, 2)))
                .extracting(placed -> placed.event().sequence())
                .containsExactly(10L, 11L);
        assertThat(ledger.events(new EventQuery(null, 3L, null, null, null, 9)))
                .extracting(PlacedEvent::leaf)
                .containsExactly(1L, 0L);
        assertThat(ledger.events(new EventQuery(null, null, "AuditKeyRecorded", null, null, 9)))
                .hasSize(1);
        assertThat(ledger.events(new EventQuery(null, null, null, "somebody", null, 9))).hasSize(1);
        var serial = Long.toHexString(trail.now().getEpochSecond());
        assertThat(ledger.events(new EventQuery(null, null, null, null, serial, 9))).hasSize(2);
    }
}
