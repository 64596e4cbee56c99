package org.lineageca.system;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a benchmark was called with: the folder of --keep=FOLDER, where its installation is left for
 * the next time, and the rest.
 */
record KeptFolder(Optional<Path> folder, List<String> others) {

    private static final String KEEP = "--keep=";

    static KeptFolder of(String[] arguments) {
        var parted =
                Arrays.stream(arguments)
                        .collect(Collectors.partitioningBy(each -> each.startsWith(KEEP)));
        return new KeptFolder(
                parted.getOrDefault(true, List.of()).stream()
                        .findFirst()
                        .map(each -> Path.of(each.substring(KEEP.length()))),
                parted.getOrDefault(false, List.of()));
    }

    BenchOptions options(BenchOptions defaults) {
        return defaults.with(others.toArray(String[]::new));
    }
}
