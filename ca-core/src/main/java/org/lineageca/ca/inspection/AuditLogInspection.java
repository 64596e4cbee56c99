package org.lineageca.ca.inspection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.ca.audit.log.AuditLogSource;
import org.lineageca.ca.audit.log.Checkpoint;
import org.lineageca.ca.audit.log.LogUnreadableException;
import org.lineageca.ca.audit.log.VerifierKey;
import org.lineageca.ca.audit.log.VerifierKeys;
import org.lineageca.ca.ceremony.RecordFinding;
import org.lineageca.octets.Octets;

/**
 * Looks at a whole audit log, with the public key of who signs it and a checkpoint from earlier:
 * neither the database nor whoever serves it is believed.
 */
public final class AuditLogInspection {

    private static final int SHOWN = 20;

    private final List<RecordFinding> findings = new ArrayList<>();
    private final VerifierKeys keys;
    private final AuditLogSource log;

    private AuditLogInspection(VerifierKeys keys, AuditLogSource log) {
        this.keys = keys;
        this.log = log;
    }

    /**
     * Reads all of it.
     *
     * @param keys the last of them must have signed the log as it is now: one from before may be in
     *     other hands
     * @param earlier a signed checkpoint that was put aside
     */
    public static Inspection of(VerifierKeys keys, String earlier, AuditLogSource log) {
        var inspection = new AuditLogInspection(keys, log);
        inspection.inspect(earlier);
        return new Inspection(
                List.of(new Inspection.Part("Audit log", inspection.findings)), List.of());
    }

    private void inspect(String earlier) {
        try {
            var then = opened("earlier checkpoint", earlier, keys.signerOf(earlier));
            // What waits is asked for first: what was written since is in no way late.
            var unsealed = log.unsealed();
            var now = opened("checkpoint", log.checkpoint(), keys.present());
            if (!then.origin().equals(now.origin())) {
                fail(
                        "origin",
                        "the earlier checkpoint is of '%s', the log of '%s'"
                                .formatted(then.origin(), now.origin()));
            } else if (then.size() > now.size()) {
                fail(
                        "consistency",
                        "%s leaves are gone: the log had %s when the earlier checkpoint was signed, and has %s"
                                .formatted(then.size() - now.size(), then.size(), now.size()));
            } else {
                walk(then, now);
            }
            all("events on record", "all are in the log", unsealed(unsealed));
        } catch (LogUnreadableException | IllegalArgumentException e) {
            fail("reading", String.valueOf(e.getMessage()));
        }
    }

    private Checkpoint opened(String name, String note, VerifierKey key) {
        try {
            var checkpoint = key.open(note);
            findings.add(
                    RecordFinding.ok(
                            name,
                            "%s leaves, root %s, signed by %s+%s"
                                    .formatted(
                                            checkpoint.size(),
                                            checkpoint.root(),
                                            key.name(),
                                            key.id())));
            return checkpoint;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the %s: %s".formatted(name, e.getMessage()), e);
        }
    }

    private void walk(Checkpoint then, Checkpoint now) {
        var walk = LogWalk.over(log, then.size(), now.size());
        all("entries", "each of %s has the hash of its leaf".formatted(now.size()), walk.wrong());
        all("tiles", "each hash follows from those below it", walk.wrongTiles());
        same("root", "the entries make the root of the checkpoint", walk.root(), now);
        same(
                "consistency",
                "the first %s of them make that of the earlier checkpoint".formatted(then.size()),
                walk.earlierRoot(),
                then);
        all("numbers", "no event has two leaves", walk.order().duplicates());
        all(
                "times",
                "each leaf since the earlier checkpoint is where its time belongs",
                walk.order().misplaced(then.size()));
    }

    private void same(String name, String text, Octets root, Checkpoint checkpoint) {
        if (root.equals(checkpoint.root())) {
            findings.add(RecordFinding.ok(name, text));
        } else {
            fail(
                    name,
                    "the first %s entries make %s, signed is %s: among them some were changed, removed, put in or moved"
                            .formatted(checkpoint.size(), root, checkpoint.root()));
        }
    }

    private static List<String> unsealed(List<Octets> unsealed) {
        return unsealed.stream()
                .map(entry ->
                        "there is an event on record that is not in the log: "
                                + new String(entry.toArray(), StandardCharsets.UTF_8))
                .toList();
    }

    private void all(String name, String text, List<String> problems) {
        if (problems.isEmpty()) {
            findings.add(RecordFinding.ok(name, text));
        }
        problems.stream().limit(SHOWN).forEach(problem -> fail(name, problem));
        if (problems.size() > SHOWN) {
            fail(name, "and %s more".formatted(problems.size() - SHOWN));
        }
    }

    private void fail(String name, String text) {
        findings.add(RecordFinding.fail(name, text));
    }
}
