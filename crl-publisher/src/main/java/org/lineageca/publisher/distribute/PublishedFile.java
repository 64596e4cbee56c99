package org.lineageca.publisher.distribute;

import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.Octets;

/**
 * A file as relying parties get it.
 *
 * @param path relative, with slashes; the same in every target
 * @param sha256 of the content
 * @param modified when it was published, to the second
 * @param nextUpdate when something newer is due at the latest; null where nothing is
 * @param edition tells a later file from an earlier one at the same path, also between publishers:
 *     a CRL's number, else seconds since 1970 at publication
 */
public record PublishedFile(
        String path,
        MediaType type,
        Octets content,
        Octets sha256,
        Instant modified,
        @Nullable Instant nextUpdate,
        BigInteger edition) {

    public static PublishedFile of(
            String path,
            MediaType type,
            Octets content,
            Instant modified,
            @Nullable Instant nextUpdate) {
        return new PublishedFile(
                path,
                type,
                content,
                content.sha256(),
                modified,
                nextUpdate,
                BigInteger.valueOf(modified.getEpochSecond()));
    }

    /**
     * The same file, numbered.
     *
     * @param number null leaves it as it is
     */
    public PublishedFile numbered(@Nullable BigInteger number) {
        return number == null
                ? this
                : new PublishedFile(path, type, content, sha256, modified, nextUpdate, number);
    }

    /** The same under another path. */
    PublishedFile at(String other) {
        return new PublishedFile(other, type, content, sha256, modified, nextUpdate, edition);
    }
}
