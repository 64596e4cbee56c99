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
 * @param withdrawn SHA-256 of the file that this one replaces though its edition is later, as an
 *     operator has rolled it back; null where there is none
 */
public record PublishedFile(
        String path,
        MediaType type,
        Octets content,
        Octets sha256,
        Instant modified,
        @Nullable Instant nextUpdate,
        BigInteger edition,
        @Nullable Octets withdrawn) {

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
                BigInteger.valueOf(modified.getEpochSecond()),
                null);
    }

    /**
     * The same file, numbered.
     *
     * @param number null leaves it as it is
     */
    public PublishedFile numbered(@Nullable BigInteger number) {
        return number == null
                ? this
                : new PublishedFile(
                        path, type, content, sha256, modified, nextUpdate, number, withdrawn);
    }

    /** The same file, in the place of one that an operator has rolled back. */
    public PublishedFile insteadOf(PublishedFile other) {
        return new PublishedFile(
                path, type, content, sha256, modified, nextUpdate, edition, other.sha256());
    }

    /**
     * Whether it may take the place of a file that is there.
     *
     * @param there SHA-256 of its content; null where that is not known
     */
    public boolean mayReplace(@Nullable BigInteger thereEdition, @Nullable Octets there) {
        return thereEdition == null
                || thereEdition.compareTo(edition) <= 0
                || (there != null && there.equals(withdrawn));
    }

    /** The same under another path. */
    PublishedFile at(String other) {
        return new PublishedFile(
                other, type, content, sha256, modified, nextUpdate, edition, withdrawn);
    }
}
