package org.lineageca.publisher.distribute.s3;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads a buffer, without a copy of the whole. */
final class OctetsStream extends InputStream {

    private final ByteBuffer content;

    OctetsStream(ByteBuffer content) {
        this.content = content;
    }

    @Override
    public int read() {
        return content.hasRemaining() ? content.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (length > 0 && !content.hasRemaining()) {
            return -1;
        }
        var count = Math.min(length, content.remaining());
        content.get(into, from, count);
        return count;
    }

    @Override
    public int available() {
        return content.remaining();
    }
}
