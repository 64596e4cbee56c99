package org.lineageca.hsm.signer;

import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Optional;
import org.lineageca.hsm.client.CheckpointRefusedException;
import org.lineageca.hsm.client.LastCheckpoint;
import org.lineageca.hsm.client.SigningRefusedException;
import org.lineageca.hsm.pkcs11.Pkcs11Token;
import org.lineageca.hsm.protocol.Outcome;
import org.lineageca.hsm.protocol.Reply;
import org.lineageca.hsm.protocol.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs checkpoints of audit logs, each remembered before the token is asked. */
final class SignCheckpoints {

    private static final Logger LOG = LoggerFactory.getLogger(SignCheckpoints.class);

    private final Optional<CheckpointMemory> memory;
    private final InstantSource clock;

    /**
     * @param memory empty where none is kept: then nothing is signed
     */
    SignCheckpoints(Optional<CheckpointMemory> memory, InstantSource clock) {
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * Signs one.
     *
     * @throws CheckpointRefusedException when another past is remembered
     */
    Outcome sign(Pkcs11Token token, Request.SignCheckpoint asked) {
        var kept =
                memory.orElseThrow(() ->
                        new SigningRefusedException(
                                "The signer of token '%s' keeps no memory of checkpoints, so it signs none. Nothing was signed. Start it with --checkpoints."
                                        .formatted(token.label())));
        var checkpoint = asked.checkpoint();
        Runnable remember =
                () -> kept.remember(new LastCheckpoint(checkpoint, asked.key(), clock.instant()));
        try {
            return new Outcome.Signature(
                    token.signCheckpoint(asked.key(), checkpoint.body(), remember));
        } catch (UncheckedIOException e) {
            return unusable(kept, e);
        }
    }

    /** What is remembered of a log. */
    Reply recall(String origin) {
        if (memory.isEmpty()) {
            return new Reply.Recalled(null);
        }
        try {
            return new Reply.Recalled(memory.get().last(origin).orElse(null));
        } catch (UncheckedIOException e) {
            return new Reply.Failed(unusable(memory.get(), e));
        }
    }

    /** Nothing is wrong with the token, and asking again at once does not help. */
    private static Outcome.Failure unusable(CheckpointMemory kept, UncheckedIOException e) {
        LOG.error("the memory of checkpoints {} cannot be used", kept, e);
        return new Outcome.Failure(
                Outcome.Kind.LOCKED,
                "its signer's memory of checkpoints cannot be used: " + e.getMessage());
    }
}
