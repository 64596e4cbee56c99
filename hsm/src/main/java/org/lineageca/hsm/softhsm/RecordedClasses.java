package org.lineageca.hsm.softhsm;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.signer.SignerMain;

/**
 * What the signers of this process have loaded, kept as the first of them that ends in order leaves
 * it (JEP 350): those after it start in little more than half the processor time. For tests, which
 * start many.
 */
public final class RecordedClasses {

    private static final String SEPARATOR = File.pathSeparator;
    private static final String STARTS_AT_ONCE = "-XX:TieredStopAtLevel=1";

    /** What a signer needs of a test's class path. */
    private static final Pattern LIBRARY =
            Pattern.compile("/(bcprov|bcpkix|bcutil|picocli|slf4j|logback)-[^/]*\\.jar$");

    /** Most end by SIGKILL and leave nothing; to try for ever is not worth it. */
    private static final int MOST_RECORDINGS = 8;

    /** Mismatches are nobody's news: a JVM starts without the file, then. */
    private static final List<String> SILENTLY = List.of("-Xlog:cds*=off", "-Xlog:aot*=off");

    private static final RecordedClasses OURS = make();

    private final Path folder;
    private final String classPath;
    private final AtomicInteger recordings = new AtomicInteger();
    private volatile @Nullable Path archive;

    private RecordedClasses(Path folder, String classPath) {
        this.folder = folder;
        this.classPath = classPath;
    }

    /**
     * The JVM's options for a signer and for whatever uses a token as it does, with a class path.
     *
     * @param more class path behind the signer's own
     */
    public static List<String> options(String... more) {
        var archive = OURS.archive;
        return OURS.with(archive == null ? null : "-XX:SharedArchiveFile=" + archive, more);
    }

    /** The same for a signer that is to leave what it has loaded. */
    static List<String> recordingOptions(Path recording) {
        return OURS.with("-XX:ArchiveClassesAtExit=" + recording);
    }

    private List<String> with(@Nullable String archive, String... more) {
        var options = new ArrayList<>(SILENTLY);
        if (archive != null) {
            options.add(archive);
        }
        options.addAll(List.of("-XX:+UseSerialGC", STARTS_AT_ONCE));
        options.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
        options.add(
                Stream.concat(Stream.of(classPath), Stream.of(more))
                        .collect(Collectors.joining(SEPARATOR)));
        return options;
    }

    static boolean areWanted() {
        return OURS.archive == null;
    }

    /** Where the next signer is to leave what it has loaded; null when there is no need for it. */
    static @Nullable Path nextRecording() {
        var number = OURS.recordings.incrementAndGet();
        return areWanted() && number <= MOST_RECORDINGS
                ? OURS.folder.resolve("signer-" + number + ".jsa")
                : null;
    }

    /** That signer has ended; it left something if it ended in order. */
    static void recorded(Path recording) {
        if (areWanted() && Files.exists(recording)) {
            OURS.archive = recording;
        }
    }

    private static RecordedClasses make() {
        try {
            var folder = Files.createTempDirectory("lineage-signer");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            var ours = place(SignerMain.class);
            var jar = Files.isDirectory(ours) ? packed(ours, folder.resolve("hsm.jar")) : ours;
            var libraries =
                    Stream.of(System.getProperty("java.class.path").split(SEPARATOR, -1))
                            .filter(entry -> LIBRARY.matcher(entry).find());
            return new RecordedClasses(
                    folder,
                    Stream.concat(Stream.of(jar.toString()), libraries)
                            .collect(Collectors.joining(SEPARATOR)));
        } catch (IOException e) {
            throw new UncheckedIOException("no class path was made for signers", e);
        }
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    Objects.requireNonNull(type.getProtectionDomain().getCodeSource())
                            .getLocation()
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Classes are recorded of jars only. */
    private static Path packed(Path classes, Path jar) throws IOException {
        try (var output = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                output.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, output);
            }
        }
        return jar;
    }

    private static void delete(Path folder) {
        try {
            SoftHsmToken.deleteTree(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("recorded classes were left in " + folder, e);
        }
    }
}
