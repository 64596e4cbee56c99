package org.lineageca.hsm.signer;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes a PIN in, leaving no copy of it but the one that is returned. */
final class PinInput {

    private static final int LONGEST = 255;

    private PinInput() {}

    /**
     * Reads one line.
     *
     * @param descriptor the number of an open file descriptor; 0 is standard input
     */
    static char[] read(int descriptor) throws IOException {
        var bytes = new byte[LONGEST];
        var chars = new char[LONGEST];
        // No buffered stream and no String: they would keep the PIN.
        try (var input =
                descriptor == 0
                        ? new FileInputStream(FileDescriptor.in)
                        : new FileInputStream("/dev/fd/" + descriptor)) {
            var length = readLine(input, bytes);
            var decoded = CharBuffer.wrap(chars);
            var result =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, 0, length), decoded, true);
            if (length == 0 || result.isError()) {
                throw new IOException(
                        "No PIN came from file descriptor "
                                + descriptor
                                + ". Nothing was sent to the token. Write the PIN there as one line of UTF-8.");
            }
            return Arrays.copyOf(chars, decoded.position());
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(chars, '\0');
        }
    }

    static char[] prompt(Console console, String token) throws IOException {
        var pin = console.readPassword("PIN of token '%s': ", token);
        if (pin == null || pin.length == 0) {
            throw new IOException("No PIN was entered. Nothing was sent to the token.");
        }
        return pin;
    }

    private static int readLine(FileInputStream input, byte[] bytes) throws IOException {
        var length = 0;
        for (int next; (next = input.read()) >= 0 && next != '\n'; ) {
            if (length == bytes.length) {
                throw new IOException("The PIN is longer than " + LONGEST + " bytes.");
            }
            bytes[length++] = (byte) next;
        }
        return length;
    }
}
