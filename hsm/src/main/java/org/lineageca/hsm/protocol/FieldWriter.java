package org.lineageca.hsm.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.lineageca.hsm.client.Checkpoint;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.ShareSet;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.octets.Octets;

/** Writes the fields of a frame one after the other. */
final class FieldWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    FieldWriter number(long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return this;
    }

    /** One byte, 0 to 255. */
    FieldWriter small(int value) {
        out.write(value);
        return this;
    }

    /** By name: the order of constants may change. */
    FieldWriter constant(Enum<?> value) {
        return text(value.name());
    }

    FieldWriter octets(Octets value) {
        return bytes(value.toArray());
    }

    FieldWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    FieldWriter purposes(Set<KeyPurpose> purposes) {
        small(purposes.size());
        purposes.forEach(this::constant);
        return this;
    }

    FieldWriter flag(boolean value) {
        return small(value ? 1 : 0);
    }

    FieldWriter set(ShareSet set) {
        return text(set.id()).small(set.quorum()).small(set.shares());
    }

    FieldWriter key(TokenKey key) {
        return text(key.handle().token())
                .octets(key.handle().publicKey())
                .text(key.label())
                .constant(key.algorithm())
                .purposes(key.purposes());
    }

    FieldWriter checkpoint(Checkpoint checkpoint) {
        return text(checkpoint.origin()).number(checkpoint.size()).octets(checkpoint.root());
    }

    byte[] frame() {
        return out.toByteArray();
    }

    private FieldWriter bytes(byte[] value) {
        if (value.length > FieldReader.LONGEST) {
            throw new IllegalArgumentException("a field of " + value.length + " bytes");
        }
        small(value.length >> 8).small(value.length);
        out.writeBytes(value);
        return this;
    }
}
