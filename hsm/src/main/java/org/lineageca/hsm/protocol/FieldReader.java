package org.lineageca.hsm.protocol;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.lineageca.hsm.client.Checkpoint;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.ShareSet;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.octets.Octets;

/** Reads the fields of a frame as {@link FieldWriter} wrote them, trusting none. */
final class FieldReader {

    /** The longest field: its length has two bytes. */
    static final int LONGEST = 0xffff;

    private final ByteBuffer frame;

    private FieldReader(ByteBuffer frame) {
        this.frame = frame;
    }

    /** Reads a whole frame with {@code body}; anything wrong with it is the frame's fault. */
    static <T> Numbered<T> read(byte[] frame, Body<T> body) throws MalformedFrameException {
        var reader = new FieldReader(ByteBuffer.wrap(frame));
        try {
            var number = reader.number();
            var message = body.read(reader, reader.small());
            if (reader.frame.hasRemaining()) {
                throw new MalformedFrameException(
                        reader.frame.remaining() + " bytes too many in a frame");
            }
            return new Numbered<>(number, message);
        } catch (BufferUnderflowException e) {
            throw new MalformedFrameException("a frame ends too early");
        } catch (IllegalArgumentException e) {
            throw new MalformedFrameException("a frame holds " + e.getMessage());
        }
    }

    long number() {
        return frame.getLong();
    }

    int small() {
        return frame.get() & 0xff;
    }

    <E extends Enum<E>> E constant(Class<E> type) {
        return Enum.valueOf(type, text());
    }

    Octets octets() {
        return Octets.of(bytes());
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    Set<KeyPurpose> purposes() {
        var purposes = EnumSet.noneOf(KeyPurpose.class);
        for (var count = small(); count > 0; count--) {
            purposes.add(constant(KeyPurpose.class));
        }
        return purposes;
    }

    boolean flag() {
        return small() == 1;
    }

    ShareSet set() {
        return new ShareSet(text(), small(), small());
    }

    TokenKey key() {
        var handle = KeyHandle.of(text(), octets());
        return new TokenKey(handle, text(), constant(KeyAlgorithm.class), purposes());
    }

    Checkpoint checkpoint() {
        return new Checkpoint(text(), number(), octets());
    }

    private byte[] bytes() {
        var value = new byte[small() << 8 | small()];
        frame.get(value);
        return value;
    }

    /** Reads what follows the kind. */
    @FunctionalInterface
    interface Body<T> {
        T read(FieldReader fields, int kind) throws MalformedFrameException;
    }
}
