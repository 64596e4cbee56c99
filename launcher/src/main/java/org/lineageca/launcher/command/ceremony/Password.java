package org.lineageca.launcher.command.ceremony;

import java.io.Console;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes in the password of a key, leaving no copy of it but the one that is returned. */
final class Password {

    private static final int LONGEST = 255;

    private Password() {}

    /**
     * Reads one line.
     *
     * @param descriptor the number of an open file descriptor, 0 for standard input; null to ask
     * @return for the caller to wipe
     */
    static char[] read(@Nullable Integer descriptor, InputStream in) throws IOException {
        if (descriptor == null) {
            return prompt();
        }
        if (descriptor == 0) {
            return read(in);
        }
        try (var file = new FileInputStream("/dev/fd/" + descriptor)) {
            return read(file);
        }
    }

    private static char[] prompt() throws IOException {
        var password =
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .map(console -> console.readPassword("Password of the key: "))
                        .orElse(null);
        if (password == null) {
            throw new IOException(
                    "The key needs a password, and there is no terminal to ask for it. Nothing was opened. Write it to a file descriptor and name that: --password-fd 0");
        }
        return password;
    }

    private static char[] read(InputStream input) throws IOException {
        var bytes = new byte[LONGEST];
        var characters = new char[LONGEST];
        try {
            var length = 0;
            for (int next; (next = input.read()) >= 0 && next != '\n'; ) {
                if (length == LONGEST) {
                    throw new IOException("The password has more than " + LONGEST + " bytes.");
                }
                bytes[length++] = (byte) next;
            }
            var decoded = CharBuffer.wrap(characters);
            var result =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, 0, length), decoded, true);
            if (result.isError()) {
                throw new IOException("The password is not text in UTF-8. Nothing was opened.");
            }
            return Arrays.copyOf(characters, decoded.position());
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(characters, '\0');
        }
    }
}
