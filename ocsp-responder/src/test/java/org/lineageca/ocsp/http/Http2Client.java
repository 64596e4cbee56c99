package org.lineageca.ocsp.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Sends what it is told in frames of HTTP/2 (RFC 9113 4.1), also what no good client would. It
 * never acknowledges the responder's settings.
 */
final class Http2Client implements AutoCloseable {

    static final int RST_STREAM = 3;
    static final int REFUSED_STREAM = 7;
    static final int CANCEL = 8;

    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    /** By the static table of HPACK (RFC 7541 A): POST, GET, http, and where :path stands. */
    private static final int POST = 0x83;

    private static final int GET = 0x82;
    private static final int HTTP = 0x86;
    private static final int PATH = 4;

    private final Socket socket;
    private final DataInputStream in;

    /**
     * What came.
     *
     * @param error of one that resets a stream
     */
    record Frame(int type, int stream, int error) {

        boolean resets(int which) {
            return type == RST_STREAM && stream == which;
        }

        boolean answers(int which) {
            return type == HEADERS && stream == which;
        }
    }

    Http2Client(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream()
                .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        send(SETTINGS, 0, 0, new byte[0]);
    }

    /** The head of a request whose body would follow. */
    void beginPost(int stream) throws IOException {
        send(HEADERS, END_HEADERS, stream, head(POST, "/ocsp"));
    }

    void get(int stream, String path) throws IOException {
        send(HEADERS, END_HEADERS | END_STREAM, stream, head(GET, path));
    }

    Frame next() throws IOException {
        var length = (in.readUnsignedByte() << 16) + in.readUnsignedShort();
        var type = in.readUnsignedByte();
        in.skipNBytes(1);
        var stream = in.readInt();
        var content = in.readNBytes(length);
        var error = type == RST_STREAM ? ByteBuffer.wrap(content).getInt() : 0;
        return new Frame(type, stream, error);
    }

    private static byte[] head(int method, String path) {
        var head = new ByteArrayOutputStream();
        head.write(method);
        head.write(HTTP);
        head.write(PATH);
        head.write(path.length());
        head.writeBytes(path.getBytes(StandardCharsets.US_ASCII));
        return head.toByteArray();
    }

    private void send(int type, int flags, int stream, byte[] content) throws IOException {
        var frame =
                ByteBuffer.allocate(9 + content.length)
                        .put((byte) 0)
                        .putShort((short) content.length)
                        .put((byte) type)
                        .put((byte) flags)
                        .putInt(stream)
                        .put(content);
        socket.getOutputStream().write(frame.array());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
