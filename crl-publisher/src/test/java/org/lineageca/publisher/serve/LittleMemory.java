package org.lineageca.publisher.serve;

import java.time.Instant;
import org.lineageca.publisher.distribute.MediaType;
import org.lineageca.publisher.distribute.PublishedFile;
import org.lineageca.publisher.guard.Octets;

/** A program that is asked for a compressed file, with as much memory as it was started with. */
final class LittleMemory {

    private static final int LARGE = 4 * 1024 * 1024;

    private LittleMemory() {}

    /** Writes what it serves. */
    public static void main(String[] arguments) {
        var content = Octets.of(new byte[LARGE]);
        var file =
                PublishedFile.of(
                        "0123456789abcdef/complete.crl",
                        MediaType.CRL,
                        content,
                        Instant.EPOCH,
                        null);
        var representations = new Representations(Runnable::run);
        var isPlain = representations.small(file).equals(representations.plain(file));
        System.out.println(isPlain ? "the plain one" : "the compressed one");
    }
}
