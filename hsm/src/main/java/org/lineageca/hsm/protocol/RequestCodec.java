package org.lineageca.hsm.protocol;

import java.util.ArrayList;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;

/** Requests as frames. */
public final class RequestCodec {

    private static final int SIGN = 1;
    private static final int GENERATE = 2;
    private static final int LIST_KEYS = 3;
    private static final int DESTROY = 4;
    private static final int CHECK_HEALTH = 5;
    private static final int RESTRICT = 6;

    private RequestCodec() {}

    public static byte[] encode(long number, Request request) {
        var fields = new FieldWriter().number(number);
        switch (request) {
            case Request.Sign sign -> {
                fields.small(SIGN).small(sign.entries().size());
                for (var entry : sign.entries()) {
                    fields.octets(entry.key().value())
                            .constant(entry.purpose())
                            .constant(entry.algorithm())
                            .octets(entry.digest());
                }
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
        }
        return fields.frame();
    }

    public static Numbered<Request> decode(byte[] frame) throws MalformedFrameException {
        return FieldReader.read(frame, RequestCodec::body);
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
            default -> throw new MalformedFrameException("a request of unknown kind " + kind);
        };
    }

    private static Request sign(FieldReader fields) {
        var count = fields.small();
        var entries = new ArrayList<Request.Entry>(count);
        for (var i = 0; i < count; i++) {
            entries.add(
                    new Request.Entry(
                            new KeyId(fields.octets()),
                            fields.constant(KeyPurpose.class),
                            fields.constant(SignatureAlgorithm.class),
                            fields.octets()));
        }
        return new Request.Sign(entries);
    }
}
