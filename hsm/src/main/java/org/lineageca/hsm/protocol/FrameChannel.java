package org.lineageca.hsm.protocol;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** Whole frames in and out of a connection. One thread may read while others write. */
public final class FrameChannel implements AutoCloseable {

    /** The longest frame, without its length prefix, in bytes. */
    public static final int LONGEST = 1 << 20;

    private final SocketChannel channel;
    private final DataInputStream input;

    public FrameChannel(SocketChannel channel) {
        this.channel = channel;
        this.input =
                new DataInputStream(
                        new BufferedInputStream(Channels.newInputStream(channel), 1 << 16));
    }

    /** The next frame; empty when the other end closed the connection between frames. */
    public Optional<byte[]> read() throws IOException {
        int length;
        try {
            length = input.readInt();
        } catch (EOFException e) {
            return Optional.empty();
        }
        if (length <= 0 || length > LONGEST) {
            throw new MalformedFrameException(
                    "a frame of " + length + " bytes; 1 to " + LONGEST + " are allowed");
        }
        var frame = new byte[length];
        input.readFully(frame);
        return Optional.of(frame);
    }

    public synchronized void write(byte[] frame) throws IOException {
        var buffer = ByteBuffer.allocate(Integer.BYTES + frame.length);
        buffer.putInt(frame.length).put(frame).flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
