package org.lineageca.hsm.protocol;

import java.util.ArrayList;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.ShareRecipient;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/** Requests as frames. */
public final class RequestCodec {

    private static final int SIGN = 1;
    private static final int GENERATE = 2;
    private static final int LIST_KEYS = 3;
    private static final int DESTROY = 4;
    private static final int CHECK_HEALTH = 5;
    private static final int RESTRICT = 6;
    private static final int SIGN_ONCE = 7;
    private static final int ASK_STATUS = 8;
    private static final int PROPOSE = 9;
    private static final int OFFER = 10;
    private static final int DEACTIVATE = 11;
    private static final int SIGN_CHECKPOINT = 12;
    private static final int RECALL_CHECKPOINT = 13;

    /** For a certificate that a recipient does not have. */
    private static final Octets NONE = Octets.of(new byte[0]);

    private RequestCodec() {}

    public static byte[] encode(long number, Request request) {
        var fields = new FieldWriter().number(number);
        switch (request) {
            case Request.Sign sign -> {
                fields.small(SIGN).small(sign.entries().size());
                sign.entries().forEach(entry -> write(fields, entry));
            }
            case Request.Generate generate ->
                    fields.small(GENERATE)
                            .text(generate.label())
                            .constant(generate.algorithm())
                            .purposes(generate.purposes());
            case Request.ListKeys list -> fields.small(LIST_KEYS).text(list.after());
            case Request.Restrict restrict ->
                    fields.small(RESTRICT)
                            .octets(restrict.key().value())
                            .purposes(restrict.purposes());
            case Request.Destroy destroy -> fields.small(DESTROY).octets(destroy.key().value());
            case Request.CheckHealth _ -> fields.small(CHECK_HEALTH);
            case Request.SignOnce(var entry) -> write(fields.small(SIGN_ONCE), entry);
            case Request.SignCheckpoint(var key, var checkpoint) ->
                    fields.small(SIGN_CHECKPOINT).octets(key.value()).checkpoint(checkpoint);
            case Request.RecallCheckpoint(var origin) ->
                    fields.small(RECALL_CHECKPOINT).text(origin);
            case Request.AskStatus _ -> fields.small(ASK_STATUS);
            case Request.Propose propose -> write(fields.small(PROPOSE), propose);
            case Request.Offer(var share) -> fields.small(OFFER).octets(share);
            case Request.Deactivate _ -> fields.small(DEACTIVATE);
        }
        return fields.frame();
    }

    public static Numbered<Request> decode(byte[] frame) throws MalformedFrameException {
        return FieldReader.read(frame, RequestCodec::body);
    }

    private static void write(FieldWriter fields, Request.Entry entry) {
        fields.octets(entry.key().value())
                .constant(entry.purpose())
                .constant(entry.algorithm())
                .octets(entry.digest());
    }

    private static void write(FieldWriter fields, Request.Propose propose) {
        fields.small(propose.quorum()).octets(propose.cardKey());
        fields.small(propose.recipients().size());
        for (var recipient : propose.recipients()) {
            var certificate = recipient.certificate();
            fields.text(recipient.name()).octets(certificate == null ? NONE : certificate);
        }
    }

    private static Request body(FieldReader fields, int kind) throws MalformedFrameException {
        return switch (kind) {
            case SIGN -> sign(fields);
            case GENERATE ->
                    new Request.Generate(
                            fields.text(), fields.constant(KeyAlgorithm.class), fields.purposes());
            case LIST_KEYS -> new Request.ListKeys(fields.text());
            case DESTROY -> new Request.Destroy(new KeyId(fields.octets()));
            case CHECK_HEALTH -> new Request.CheckHealth();
            case RESTRICT -> new Request.Restrict(new KeyId(fields.octets()), fields.purposes());
            case SIGN_ONCE -> new Request.SignOnce(entry(fields));
            case SIGN_CHECKPOINT ->
                    new Request.SignCheckpoint(new KeyId(fields.octets()), fields.checkpoint());
            case RECALL_CHECKPOINT -> new Request.RecallCheckpoint(fields.text());
            case ASK_STATUS -> new Request.AskStatus();
            case PROPOSE -> propose(fields);
            case OFFER -> new Request.Offer(fields.octets());
            case DEACTIVATE -> new Request.Deactivate();
            default -> throw new MalformedFrameException("a request of unknown kind " + kind);
        };
    }

    private static Request sign(FieldReader fields) {
        var count = fields.small();
        var entries = new ArrayList<Request.Entry>(count);
        for (var i = 0; i < count; i++) {
            entries.add(entry(fields));
        }
        return new Request.Sign(entries);
    }

    private static Request.Entry entry(FieldReader fields) {
        return new Request.Entry(
                new KeyId(fields.octets()),
                fields.constant(KeyPurpose.class),
                fields.constant(SignatureAlgorithm.class),
                fields.octets());
    }

    private static Request propose(FieldReader fields) {
        var quorum = fields.small();
        var cardKey = fields.octets();
        var count = fields.small();
        var recipients = new ArrayList<ShareRecipient>(count);
        for (var i = 0; i < count; i++) {
            var name = fields.text();
            var certificate = fields.octets();
            recipients.add(new ShareRecipient(name, certificate.equals(NONE) ? null : certificate));
        }
        return new Request.Propose(quorum, recipients, cardKey);
    }
}
