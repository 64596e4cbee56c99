package org.lineageca.hsm.signer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lineageca.hsm.protocol.Request;
import org.lineageca.octets.Octets;

/**
 * What was asked to be signed once, and the signatures made of it, each line on the disk before
 * anything follows from it.
 *
 * <p>A line cut short by a crash is dropped when the journal is opened: nothing had followed from
 * it. Used by one thread.
 */
final class SignatureJournal implements AutoCloseable {

    static final int MOST_SIGNATURES = 10_000;

    /** More than as many signatures by RSA-4096 take, in bytes. */
    private static final long LONGEST = 32L << 20;

    private static final String WHAT =
            "([0-9a-f]{40} [A-Z_]{1,32} [A-Z0-9_]{1,32} [0-9a-f]{64,128})";
    private static final Pattern ASKED = Pattern.compile("asked " + WHAT);
    private static final Pattern SIGNED = Pattern.compile("signed " + WHAT + " ([0-9a-f]{2,2048})");

    private final Path path;
    private final FileChannel file;
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Octets> signatures = new HashMap<>();

    private SignatureJournal(Path path, FileChannel file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Opens a journal, or begins one.
     *
     * @throws IOException when it cannot be read, or another signer has it open
     */
    static SignatureJournal open(Path path) throws IOException {
        var file =
                FileChannel.open(
                        path,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            if (file.tryLock() == null) {
                throw new IOException("another signer has the journal " + path + " open");
            }
            var journal = new SignatureJournal(path, file);
            journal.read();
            var folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                try (var directory = FileChannel.open(folder)) {
                    directory.force(true);
                }
            }
            return journal;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** The signature made before. */
    Optional<Octets> find(Request.Entry entry) {
        return Optional.ofNullable(signatures.get(what(entry)));
    }

    boolean isFull() {
        return asked.size() >= MOST_SIGNATURES;
    }

    /** Records that the token will be asked. */
    void asked(Request.Entry entry) throws IOException {
        var what = what(entry);
        if (!asked.contains(what)) {
            append("asked " + what);
            asked.add(what);
        }
    }

    /** Records what the token answered; from here on it is given out, and nothing else. */
    void signed(Request.Entry entry, Octets signature) throws IOException {
        var what = what(entry);
        append("signed " + what + " " + signature.toHex());
        signatures.put(what, signature);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static String what(Request.Entry entry) {
        return "%s %s %s %s"
                .formatted(entry.key(), entry.purpose(), entry.algorithm(), entry.digest());
    }

    private void append(String line) throws IOException {
        var end = file.size();
        try {
            var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                file.write(bytes, file.size());
            }
            file.force(true);
        } catch (IOException e) {
            // The next line must not follow half a one.
            file.truncate(end);
            throw e;
        }
    }

    private void read() throws IOException {
        if (file.size() > LONGEST) {
            throw new IOException("the journal " + path + " is longer than a signer makes it");
        }
        var bytes = ByteBuffer.allocate((int) file.size());
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {
            // Until all is read.
        }
        var end = bytes.position();
        while (end > 0 && bytes.get(end - 1) != '\n') {
            end--;
        }
        file.truncate(end);
        var lines = new String(bytes.array(), 0, end, StandardCharsets.US_ASCII).lines().toList();
        for (var i = 0; i < lines.size(); i++) {
            if (!take(lines.get(i))) {
                throw new IOException(
                        "line %d of the journal %s is none a signer writes: put the journal back from a backup"
                                .formatted(i + 1, path));
            }
        }
    }

    private boolean take(String line) {
        var question = ASKED.matcher(line);
        if (question.matches()) {
            return asked.add(question.group(1));
        }
        var answer = SIGNED.matcher(line);
        return answer.matches()
                && asked.contains(answer.group(1))
                && answer.group(2).length() % 2 == 0
                && signatures.put(answer.group(1), Octets.ofHex(answer.group(2))) == null;
    }
}
