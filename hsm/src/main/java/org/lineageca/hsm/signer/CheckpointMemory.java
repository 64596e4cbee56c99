package org.lineageca.hsm.signer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.Checkpoint;
import org.lineageca.hsm.client.CheckpointRefusedException;
import org.lineageca.hsm.client.LastCheckpoint;
import org.lineageca.hsm.client.SigningRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last checkpoint of each audit log, in a file that is replaced as a whole before a new one is
 * signed. It is first read when it is first needed, and nobody else may have it open from then on.
 */
public final class CheckpointMemory implements AutoCloseable {

    /** How it is called beside a token. */
    public static final String FILE = "checkpoints";

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointMemory.class);
    private static final long LONGEST = 1L << 20;

    private final Path path;
    private @Nullable FileChannel lock;
    private @Nullable CheckpointRecord record;

    public CheckpointMemory(Path path) {
        this.path = path;
    }

    /**
     * What is remembered of a log.
     *
     * @throws UncheckedIOException when the file cannot be read, or another signer has it open
     */
    public synchronized Optional<LastCheckpoint> last(String origin) {
        return record().last(origin);
    }

    /** What is remembered, of every log. */
    public synchronized List<LastCheckpoint> all() {
        return record().all();
    }

    /**
     * Remembers a checkpoint that is about to be signed; it is on the disk when this returns.
     *
     * @throws CheckpointRefusedException when what is remembered contradicts it
     * @throws UncheckedIOException when the disk does not take it: then it must not be signed
     */
    synchronized void remember(LastCheckpoint next) {
        var present = record();
        var checkpoint = next.checkpoint();
        var last = present.last(checkpoint.origin());
        if (last.isPresent()) {
            refuseAnotherPast(last.get(), checkpoint);
            if (last.get().checkpoint().equals(checkpoint)) {
                return;
            }
        } else if (present.isFull()) {
            throw new SigningRefusedException(
                    "The signer remembers %d audit logs, which is all it may, and '%s' is none of them. Nothing was signed. Sign under the origin of one it knows."
                            .formatted(CheckpointRecord.MOST_LOGS, checkpoint.origin()));
        }
        replace(
                present.with(
                        new LastCheckpoint(
                                checkpoint, next.key(), next.at().truncatedTo(ChronoUnit.MILLIS))));
    }

    /**
     * Forgets a log, and remembers for good that it was told to. The next checkpoint of it may be
     * any. It is for the person who answers for a database whose newer state is lost.
     *
     * @param size of the last checkpoint, repeated by whoever knows what is given up
     * @param because why; for auditors
     * @throws CheckpointRefusedException when the last checkpoint is not of this size
     * @throws UncheckedIOException when the file cannot be used, or its signer runs
     */
    public synchronized LastCheckpoint forget(
            String origin, long size, String because, Instant at) {
        var last =
                last(origin)
                        .filter(found -> found.checkpoint().size() == size)
                        .orElseThrow(() ->
                                new CheckpointRefusedException(
                                        "The last checkpoint of '%s' was not one of %d leaves. Nothing was forgotten. Look at what the signer remembers."
                                                .formatted(origin, size)));
        replace(record().without(last, because, at.truncatedTo(ChronoUnit.MILLIS)));
        return last;
    }

    /** What it was told to forget, the oldest first: the lines of the file. */
    public synchronized List<String> forgotten() {
        return record().forgotten();
    }

    @Override
    public synchronized void close() throws IOException {
        if (lock != null) {
            lock.close();
            lock = null;
        }
        record = null;
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static void refuseAnotherPast(LastCheckpoint last, Checkpoint checkpoint) {
        var signed = last.checkpoint();
        if (checkpoint.size() < signed.size()) {
            throw new CheckpointRefusedException(
                    "The last checkpoint of '%s' signed here has %d leaves, of %s; this one has %d. Nothing was signed. The database is older than what this signer has signed: restore a newer backup."
                            .formatted(
                                    signed.origin(), signed.size(), last.at(), checkpoint.size()));
        }
        if (checkpoint.size() == signed.size() && !checkpoint.root().equals(signed.root())) {
            throw new CheckpointRefusedException(
                    "The last checkpoint of '%s' signed here, of %s, has %d leaves and the root %s; this one has as many and the root %s. Nothing was signed. The log in the database is not the one this signer has signed: restore the database it belongs to."
                            .formatted(
                                    signed.origin(),
                                    last.at(),
                                    signed.size(),
                                    signed.root(),
                                    checkpoint.root()));
        }
    }

    private CheckpointRecord record() {
        if (record == null) {
            try {
                takeLock();
                record = read();
            } catch (IOException e) {
                throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
            }
            for (var line : record.forgotten()) {
                LOG.warn("was told to forget a checkpoint it had signed: {}", line);
            }
        }
        return record;
    }

    private void replace(CheckpointRecord next) {
        try {
            WholeFile.write(path, next.text());
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
        record = next;
    }

    private CheckpointRecord read() throws IOException {
        try {
            if (Files.size(path) > LONGEST) {
                throw new IllegalArgumentException("it is longer than any");
            }
            return CheckpointRecord.parse(Files.readString(path, StandardCharsets.UTF_8));
        } catch (NoSuchFileException nothingSigned) {
            return CheckpointRecord.EMPTY;
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "%s is no memory of checkpoints: %s. Put it back from a backup."
                            .formatted(path, e.getMessage()),
                    e);
        }
    }

    /** Beside the file, which is another one after each checkpoint. */
    private void takeLock() throws IOException {
        if (lock != null) {
            return;
        }
        var opened =
                FileChannel.open(
                        path.resolveSibling(path.getFileName() + ".lock"),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            if (opened.tryLock() == null) {
                throw new IOException("another signer has " + path + " open");
            }
            lock = opened;
        } catch (OverlappingFileLockException e) {
            throw new IOException("another signer has " + path + " open", e);
        } finally {
            if (lock == null) {
                opened.close();
            }
        }
    }
}
