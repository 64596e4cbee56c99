package org.lineageca.publisher.distribute;

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
 */
public record PublishedFile(
        String path,
        MediaType type,
        Octets content,
        Octets sha256,
        Instant modified,
        @Nullable Instant nextUpdate) {

    public static PublishedFile of(
            String path,
            MediaType type,
            Octets content,
            Instant modified,
            @Nullable Instant nextUpdate) {
        return new PublishedFile(path, type, content, content.sha256(), modified, nextUpdate);
    }

    /** The same under another path. */
    PublishedFile at(String other) {
        return new PublishedFile(other, type, content, sha256, modified, nextUpdate);
    }
}
