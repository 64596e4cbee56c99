package org.lineageca.hsm.signer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file a {@link ShareRecord} is kept in, beside the token: whole, whenever power fails. */
final class ShareSetFile {

    /** Two sets of 32 shares have less than half of it, in bytes. */
    private static final long LONGEST = 16_384;

    private final Path path;

    ShareSetFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** The record; empty when there is no file. */
    Optional<ShareRecord> read() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            if (Files.size(path) > LONGEST) {
                throw new IllegalArgumentException("it is longer than any");
            }
            return Optional.of(ShareRecord.parse(Files.readString(path)));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "%s is no record of share sets: %s. Put it back from a backup; or take it away, and the shares say themselves what they are."
                            .formatted(path, e.getMessage()));
        }
    }

    void write(ShareRecord record) throws IOException {
        WholeFile.write(path, record.text());
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
