package org.lineageca.hsm.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.hsm.client.LastCheckpoint;
import org.lineageca.hsm.client.SignerHealth;
import org.lineageca.hsm.client.TokenKey;

/** Replies as frames. */
public final class ReplyCodec {

    private static final int GREETING = 0;
    private static final int SIGNED = 1;
    private static final int GENERATED = 2;
    private static final int KEYS = 3;
    private static final int DESTROYED = 4;
    private static final int HEALTHY = 5;
    private static final int FAILED = 6;
    private static final int RESTRICTED = 7;
    private static final int STATUS = 8;
    private static final int PROPOSED = 9;
    private static final int DEACTIVATED = 10;
    private static final int RECALLED = 11;

    /** How an outcome begins. */
    private static final int SIGNATURE = 1;

    private static final int FAILURE = 0;

    private ReplyCodec() {}

    public static byte[] encode(long number, Reply reply) {
        var fields = new FieldWriter().number(number);
        switch (reply) {
            case Reply.Greeting greeting ->
                    fields.small(GREETING).small(greeting.version()).text(greeting.token());
            case Reply.Signed signed -> {
                fields.small(SIGNED).small(signed.outcomes().size());
                signed.outcomes().forEach(outcome -> write(fields, outcome));
            }
            case Reply.Generated generated -> fields.small(GENERATED).key(generated.key());
            case Reply.Keys keys -> {
                fields.small(KEYS).flag(keys.more()).number(keys.keys().size());
                keys.keys().forEach(fields::key);
            }
            case Reply.Restricted restricted -> fields.small(RESTRICTED).key(restricted.key());
            case Reply.Destroyed _ -> fields.small(DESTROYED);
            case Reply.Healthy healthy ->
                    fields.small(HEALTHY)
                            .text(healthy.health().token())
                            .number(healthy.health().keys())
                            .number(healthy.health().signed())
                            .number(healthy.health().latency().toNanos());
            case Reply.Failed failed -> write(fields.small(FAILED), failed.failure());
            case Reply.Status(var status) -> StatusFields.write(fields.small(STATUS), status);
            case Reply.Proposed proposed -> write(fields.small(PROPOSED), proposed);
            case Reply.Recalled(var last) -> write(fields.small(RECALLED), last);
            case Reply.Deactivated _ -> fields.small(DEACTIVATED);
        }
        return fields.frame();
    }

    public static Numbered<Reply> decode(byte[] frame) throws MalformedFrameException {
        return FieldReader.read(frame, ReplyCodec::body);
    }

    private static void write(FieldWriter fields, Outcome outcome) {
        switch (outcome) {
            case Outcome.Signature signature -> fields.small(SIGNATURE).octets(signature.value());
            case Outcome.Failure failure ->
                    fields.small(FAILURE).constant(failure.kind()).text(failure.text());
        }
    }

    private static void write(FieldWriter fields, Reply.Proposed proposed) {
        fields.set(proposed.set()).small(proposed.shares().size());
        for (var share : proposed.shares()) {
            fields.small(share.index())
                    .text(share.recipient())
                    .flag(share.enveloped())
                    .octets(share.content());
        }
    }

    private static void write(FieldWriter fields, @Nullable LastCheckpoint last) {
        fields.flag(last != null);
        if (last != null) {
            fields.checkpoint(last.checkpoint())
                    .octets(last.key().value())
                    .number(last.at().toEpochMilli());
        }
    }

    private static Reply body(FieldReader fields, int kind) throws MalformedFrameException {
        return switch (kind) {
            case GREETING -> new Reply.Greeting(fields.small(), fields.text());
            case SIGNED -> signed(fields);
            case GENERATED -> new Reply.Generated(fields.key());
            case KEYS -> keys(fields);
            case DESTROYED -> new Reply.Destroyed();
            case HEALTHY ->
                    new Reply.Healthy(
                            new SignerHealth(
                                    fields.text(),
                                    (int) fields.number(),
                                    fields.number(),
                                    Duration.ofNanos(fields.number())));
            case FAILED -> failed(fields);
            case RESTRICTED -> new Reply.Restricted(fields.key());
            case STATUS -> new Reply.Status(StatusFields.read(fields));
            case PROPOSED -> proposed(fields);
            case RECALLED -> new Reply.Recalled(fields.flag() ? last(fields) : null);
            case DEACTIVATED -> new Reply.Deactivated();
            default -> throw new MalformedFrameException("a reply of unknown kind " + kind);
        };
    }

    private static Reply signed(FieldReader fields) throws MalformedFrameException {
        var count = fields.small();
        var outcomes = new ArrayList<Outcome>(count);
        for (var i = 0; i < count; i++) {
            outcomes.add(outcome(fields));
        }
        return new Reply.Signed(outcomes);
    }

    private static Reply keys(FieldReader fields) {
        var more = fields.flag();
        var count = fields.number();
        var keys = new ArrayList<TokenKey>();
        for (var i = 0L; i < count; i++) {
            keys.add(fields.key());
        }
        return new Reply.Keys(keys, more);
    }

    private static Reply proposed(FieldReader fields) {
        var set = fields.set();
        var count = fields.small();
        var shares = new ArrayList<Reply.SealedShare>(count);
        for (var i = 0; i < count; i++) {
            shares.add(
                    new Reply.SealedShare(
                            fields.small(), fields.text(), fields.flag(), fields.octets()));
        }
        return new Reply.Proposed(set, shares);
    }

    private static LastCheckpoint last(FieldReader fields) {
        return new LastCheckpoint(
                fields.checkpoint(),
                new KeyId(fields.octets()),
                Instant.ofEpochMilli(fields.number()));
    }

    private static Outcome outcome(FieldReader fields) throws MalformedFrameException {
        return switch (fields.small()) {
            case SIGNATURE -> new Outcome.Signature(fields.octets());
            case FAILURE -> new Outcome.Failure(fields.constant(Outcome.Kind.class), fields.text());
            default -> throw new MalformedFrameException("an outcome of unknown kind");
        };
    }

    private static Reply failed(FieldReader fields) throws MalformedFrameException {
        if (outcome(fields) instanceof Outcome.Failure failure) {
            return new Reply.Failed(failure);
        }
        throw new MalformedFrameException("a signature for a failure");
    }
}
