package org.lineageca.ca.exchange;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/**
 * What is signed of a package.
 *
 * @param route from whom to whom, and its place in the chain of that direction
 * @param created whole seconds
 * @param files in ascending order of their names
 */
public record Manifest(Route route, Instant created, List<ContentFile> files, Contents contents) {

    static final long FORMAT = 1;

    public Manifest {
        files = List.copyOf(files);
        var needed = new HashSet<>(contents.files());
        String before = "";
        for (var file : files) {
            if (file.name().compareTo(before) <= 0) {
                throw new IllegalArgumentException(
                        "the file '" + file.name() + "' is listed twice or out of order");
            }
            if (!needed.remove(file.name())) {
                throw new IllegalArgumentException(
                        "the file '" + file.name() + "' is listed and nothing needs it");
            }
            before = file.name();
        }
        if (!needed.isEmpty()) {
            throw new IllegalArgumentException(
                    "the file '" + needed.iterator().next() + "' is needed and not listed");
        }
    }
}
