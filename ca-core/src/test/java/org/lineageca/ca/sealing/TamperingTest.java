package org.lineageca.ca.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.ceremony.RecordFinding;
import org.lineageca.ca.inspection.Inspection;
import org.lineageca.hsm.client.TokenUnavailableException;

/** Whoever owns the database changes the past of the audit trail: that is found, every time. */
final class TamperingTest {

    private static final int EVENTS = 700;
    private static final int THEN = 400;
    private static final int ROUNDS = 3;

    /**
     * What is done to the tables.
     *
     * @param sql with {@code %1$d} for an event that was there when the auditor took the
     *     checkpoint, and {@code %2$d} for one that came later
     */
    private record Deed(String name, List<String> sql) {}

    private static Deed deed(String name, String... sql) {
        return new Deed(name, List.of(sql));
    }

    private static final List<Deed> EACH_EVENT =
            List.of(
                    deed("actor", "UPDATE audit_event SET actor = 'nobody' WHERE sequence = %1$d"),
                    deed("kind", "UPDATE audit_event SET kind = 'x' WHERE sequence = %1$d"),
                    deed(
                            "time",
                            "UPDATE audit_event SET at = at + interval '1 microsecond' WHERE sequence = %1$d"),
                    deed("no time", "UPDATE audit_event SET at = 'infinity' WHERE sequence = %1$d"),
                    deed(
                            "details",
                            "UPDATE audit_event SET details = details || '{\"reason\": \"keyCompromise\"}' WHERE sequence = %1$d"),
                    deed(
                            "details that are none",
                            "UPDATE audit_event SET details = 'null' WHERE sequence = %1$d"),
                    deed("removed", "DELETE FROM audit_event WHERE sequence = %1$d"),
                    deed(
                            "removed with its leaf",
                            "DELETE FROM audit_event WHERE sequence = %1$d",
                            "DELETE FROM audit_leaf WHERE sequence = %1$d"),
                    deed(
                            "another number",
                            "UPDATE audit_event SET sequence = DEFAULT WHERE sequence = %1$d"),
                    deed(
                            "put in, of old",
                            "DELETE FROM audit_event WHERE sequence = 0",
                            "INSERT INTO audit_event (sequence, at, actor, kind, details) OVERRIDING SYSTEM VALUE SELECT -sequence, at, actor, kind, details FROM audit_event WHERE sequence = %1$d"),
                    deed(
                            "put in where a number was left out, of old",
                            "INSERT INTO audit_event (sequence, at, actor, kind, details) OVERRIDING SYSTEM VALUE SELECT 302, at, actor, kind, details FROM audit_event WHERE sequence = 301"),
                    deed(
                            "put in where a number was left out, of now",
                            "INSERT INTO audit_event (sequence, at, actor, kind, details) OVERRIDING SYSTEM VALUE SELECT 302, (SELECT max(at) FROM audit_event), actor, kind, details FROM audit_event WHERE sequence = 301"),
                    deed(
                            "exchanged",
                            "UPDATE audit_event SET actor = 'a', at = other.at, details = other.details FROM audit_event other WHERE audit_event.sequence = %1$d AND other.sequence = %1$d + 1"),
                    deed("leaf", "UPDATE audit_leaf SET hash = sha256(hash) WHERE sequence = %1$d"),
                    deed("leaf removed", "DELETE FROM audit_leaf WHERE sequence = %1$d"),
                    deed(
                            "event and leaf changed alike",
                            "UPDATE audit_event SET actor = 'nobody' WHERE sequence = %1$d",
                            "UPDATE audit_leaf SET hash = sha256('\\x00'::bytea || convert_to(format('{\"actor\":\"nobody\",\"at\":\"%%s\",\"details\":{\"reason\":\"superseded\",\"serial\":\"%%s\"},\"kind\":\"CertificateRevoked\",\"sequence\":%%s}', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), details->>'serial', audit_event.sequence), 'UTF8')) FROM audit_event WHERE audit_event.sequence = audit_leaf.sequence AND audit_event.sequence = %1$d"),
                    deed(
                            "leaves exchanged",
                            "UPDATE audit_leaf SET leaf_index = leaf_index + 1000000 WHERE sequence = %1$d",
                            "UPDATE audit_leaf SET leaf_index = leaf_index - 1 WHERE leaf_index < 1000000 AND leaf_index = (SELECT leaf_index - 999999 FROM audit_leaf WHERE sequence = %1$d)",
                            "UPDATE audit_leaf SET leaf_index = leaf_index - 999999 WHERE sequence = %1$d"),
                    deed(
                            "a leaf of another event",
                            "UPDATE audit_leaf SET sequence = 999999 WHERE sequence = %1$d"));

    private static final List<Deed> ONCE =
            List.of(
                    deed("tail of events cut", "DELETE FROM audit_event WHERE sequence > %2$d"),
                    deed(
                            "tail of all cut",
                            "DELETE FROM audit_event WHERE sequence > %2$d",
                            "DELETE FROM audit_leaf WHERE sequence > %2$d",
                            "DELETE FROM audit_subtree WHERE level = 1 AND (subtree_index + 1) * 256 > (SELECT count(*) FROM audit_leaf)",
                            "DELETE FROM audit_checkpoint WHERE size > (SELECT count(*) FROM audit_leaf)"),
                    deed(
                            "all since the earlier checkpoint cut",
                            "DELETE FROM audit_event USING audit_leaf WHERE audit_event.sequence = audit_leaf.sequence AND leaf_index >= (SELECT min(size) FROM audit_checkpoint)",
                            "DELETE FROM audit_leaf WHERE leaf_index >= (SELECT min(size) FROM audit_checkpoint)",
                            "DELETE FROM audit_subtree WHERE level = 1 AND (subtree_index + 1) * 256 > (SELECT count(*) FROM audit_leaf)",
                            "DELETE FROM audit_checkpoint WHERE size > (SELECT count(*) FROM audit_leaf)"),
                    deed(
                            "all cut",
                            "DELETE FROM audit_event",
                            "DELETE FROM audit_leaf",
                            "DELETE FROM audit_subtree",
                            "DELETE FROM audit_checkpoint"),
                    deed(
                            "tree",
                            "UPDATE audit_subtree SET hash = sha256(hash) WHERE subtree_index = 0"),
                    deed("tree removed", "DELETE FROM audit_subtree WHERE subtree_index = 1"),
                    deed(
                            "tree moved",
                            "UPDATE audit_subtree SET subtree_index = 3 - subtree_index",
                            "UPDATE audit_subtree SET subtree_index = subtree_index - 2"),
                    deed(
                            "root of the checkpoint",
                            "UPDATE audit_checkpoint SET root = sha256(root), note = replace(note, encode(root, 'base64'), encode(sha256(root), 'base64'))"),
                    deed(
                            "size of the checkpoint",
                            "UPDATE audit_checkpoint SET note = replace(note, size::text, (size - 1)::text)"),
                    deed(
                            "signature of the checkpoint",
                            "UPDATE audit_checkpoint SET note = regexp_replace(note, '[A-Za-z0-9+/]{8}(=*\\n)$', 'AAAAAAA1\\1')"),
                    deed("checkpoint emptied", "UPDATE audit_checkpoint SET note = ''"));

    private final AuditTrail trail = new AuditTrail();

    @AfterEach
    void dropSaved() {
        trail.asOwner()
                .execute(
                        "DROP TABLE IF EXISTS saved_audit_event, saved_audit_leaf, saved_audit_subtree, saved_audit_checkpoint");
    }

    @Test
    void whateverIsDoneToThePastIsFoundEveryTime() {
        var seed = 20261122L;
        System.out.println("seed " + seed);
        var random = new Random(seed);
        trail.write(300);
        trail.skipNumber();
        trail.write(THEN - 300);
        trail.seal();
        var earlier = trail.checkpoint();
        trail.write(EVENTS - THEN);
        trail.seal();
        trail.save();
        trail.signer.save();
        assertThat(trail.inspect(earlier).outcome()).isEqualTo(Inspection.Outcome.IN_ORDER);

        var unnoticed = new ArrayList<String>();
        for (var deed : EACH_EVENT) {
            for (var round = 0; round < ROUNDS; round++) {
                unnoticed.addAll(done(deed, random, earlier));
            }
        }
        for (var deed : ONCE) {
            unnoticed.addAll(done(deed, random, earlier));
        }

        assertThat(unnoticed).isEmpty();
    }

    /** With the sealer going on, as the node that saw it all, or not. */
    private List<String> done(Deed deed, Random random, String earlier) {
        // Neither the number that was left out nor its neighbours, nor the last one.
        var before = 310 + random.nextInt(80);
        var after = THEN + 10 + random.nextInt(EVENTS - THEN - 20);
        var place = random.nextBoolean() ? before : after;
        var isSealedAfter = random.nextInt(3);
        for (var statement : deed.sql()) {
            trail.asOwner().execute(statement.formatted(place, after));
        }
        if (isSealedAfter == 2) {
            trail.restart();
        }
        if (isSealedAfter > 0) {
            sealAnyhow();
        }
        var inspection = trail.inspect(earlier);
        asItWas(earlier);
        return inspection.outcome() == Inspection.Outcome.NOT_IN_ORDER
                ? List.of()
                : List.of(
                        "%s at %s, sealed after: %s".formatted(deed.name(), place, isSealedAfter));
    }

    /** Else the next deed would be found for what this one left behind. */
    private void asItWas(String earlier) {
        trail.restore();
        trail.signer.restore();
        trail.restart();
        trail.seal();
        trail.seal();
        assertThat(trail.inspect(earlier).findings())
                .noneMatch(finding -> finding.verdict() == RecordFinding.Verdict.FAIL);
    }

    private void sealAnyhow() {
        try {
            trail.seal();
        } catch (AuditLogBrokenException
                | TokenUnavailableException
                | org.jooq.exception.DataAccessException found) {
            assertThat(found).isNotNull();
        }
    }

    /** What lies beyond the checkpoint is nobody's past, but whatever happens next is found. */
    @ParameterizedTest
    @ValueSource(longs = {301, 9007199254740992L})
    void leavesThatAreMadeUpAreFoundWithTheNextEvent(long leaf) {
        trail.write(300);
        trail.seal();
        var earlier = trail.checkpoint();
        trail.asOwner()
                .execute("INSERT INTO audit_leaf VALUES (%d, 999999, sha256('x'))".formatted(leaf));

        trail.write(1);
        sealAnyhow();

        assertThat(trail.inspect(earlier).outcome()).isEqualTo(Inspection.Outcome.NOT_IN_ORDER);
    }

    @Test
    void whichLeafItIsIsSaid() {
        trail.write(300);
        trail.seal();
        var earlier = trail.checkpoint();
        trail.asOwner().execute("UPDATE audit_event SET actor = 'nobody' WHERE sequence = 123");
        trail.asOwner().execute("DELETE FROM audit_event WHERE sequence = 200");

        assertThat(trail.inspect(earlier).findings().toString())
                .contains("leaf 122: event 123 has not the hash that is in the tree")
                .contains("leaf 199: its event is gone");
    }

    /** It commits to nothing that another does not; the next round of sealing makes it again. */
    @Test
    void aCheckpointThatIsGoneIsMadeAgain() {
        trail.write(300);
        trail.seal();
        var earlier = trail.checkpoint();
        trail.write(10);
        trail.seal();
        var size = trail.key().verifier().open(trail.checkpoint()).size();
        trail.asOwner().execute("DELETE FROM audit_checkpoint WHERE size = " + size);

        trail.seal();

        assertThat(trail.key().verifier().open(trail.checkpoint()).size()).isEqualTo(size);
        assertThat(trail.inspect(earlier).outcome()).isEqualTo(Inspection.Outcome.IN_ORDER);
    }
}
