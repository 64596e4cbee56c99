package org.lineageca.system;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What OpenSC's pkcs11-spy wrote between a signer and its token: every signature that left the
 * token, whoever asked for it and whatever became of it.
 *
 * <p>It is read bit by bit. A call that a kill cut short is not in it; then nobody got its
 * signature either, for the spy has written before the signer is given it. Calls of several threads
 * would be mixed up: the signer has one.
 */
final class SpyLog {

    /** One signature. */
    record Signed(String digest, String signature) {}

    /** As the spy prints 16 octets: their place, the octets, and the same as text. */
    private static final Pattern OCTETS =
            Pattern.compile(" {4}[0-9A-F]{8} {2}((?:[0-9A-F]{2} ){1,16}).*");

    private static final String CALL = ": C_Sign";
    private static final String WORKED = "Returned:  0 CKR_OK";

    private final Path file;
    private long position;
    private String rest = "";

    private boolean isSign;
    private StringBuilder octets = new StringBuilder();
    private StringBuilder digest = octets;

    /** From its present end on. */
    static SpyLog fromNowOn(Path file) throws IOException {
        var log = new SpyLog(file);
        try (var channel = FileChannel.open(file)) {
            log.position = channel.size();
        }
        return log;
    }

    SpyLog(Path file) {
        this.file = file;
    }

    /** What was added since it was read last. */
    List<Signed> read() throws IOException {
        var found = new ArrayList<Signed>();
        try (var channel = FileChannel.open(file)) {
            var buffer = ByteBuffer.allocate(1 << 20);
            while (channel.read(buffer.clear(), position) > 0) {
                position += buffer.position();
                var text = rest + StandardCharsets.ISO_8859_1.decode(buffer.flip());
                var end = text.lastIndexOf('\n') + 1;
                rest = text.substring(end);
                text.substring(0, end).lines().forEach(line -> look(line, found));
            }
        }
        return found;
    }

    private void look(String line, List<Signed> found) {
        if (line.contains(": C_") || line.startsWith("****")) {
            isSign = line.endsWith(CALL);
            octets = new StringBuilder();
        } else if (isSign && line.startsWith("[in] pData")) {
            octets = new StringBuilder();
            digest = octets;
        } else if (isSign && line.startsWith("[out] pSignature")) {
            octets = new StringBuilder();
        } else if (isSign && line.equals(WORKED)) {
            // Who asks for the length first is given no octets.
            if (digest != octets && !octets.isEmpty()) {
                found.add(new Signed(digest.toString(), octets.toString()));
            }
            isSign = false;
        } else if (isSign) {
            var match = OCTETS.matcher(line);
            if (match.matches()) {
                octets.append(match.group(1).replace(" ", "").toLowerCase(Locale.ROOT));
            }
        }
    }
}
