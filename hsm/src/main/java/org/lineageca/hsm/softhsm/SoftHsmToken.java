package org.lineageca.hsm.softhsm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One SoftHSM token in a folder of its own: {@code softhsm2.conf} and {@code tokens/}. Other files
 * in the folder are left alone.
 *
 * @param folder absolute
 * @param library SoftHSM's PKCS #11 library
 */
public record SoftHsmToken(Path folder, String label, Path library) {

    /** The environment variable by which SoftHSM finds {@link #configFile()}. */
    public static final String CONFIGURATION_VARIABLE = "SOFTHSM2_CONF";

    private static final int LONGEST_LABEL = 32;
    private static final int SHORTEST_PIN = 4;
    private static final int LONGEST_PIN = 255;
    private static final long INITIALISATION_SECONDS = 60;

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /**
     * Creates the token, unless it is there already.
     *
     * <p>It is made beside its place and moved there, so that a crash leaves either nothing or a
     * whole token. The PINs go to a child process on its standard input and are left to the caller
     * to wipe; if the token is there already, its PINs stay as they are.
     *
     * @param label 1 to 32 bytes of UTF-8
     * @param officerPin of the token's security officer (CKU_SO), 4 to 255 bytes
     * @param userPin 4 to 255 bytes
     * @throws IllegalStateException when SoftHSM is not installed
     */
    public static SoftHsmToken create(
            Path folder, String label, char[] officerPin, char[] userPin) {
        var token = new SoftHsmToken(folder.toAbsolutePath(), label, findLibrary());
        checkLabel(label);
        try {
            if (!Files.isDirectory(token.objects())) {
                var making = token.folder.resolve("tokens.making");
                deleteTree(making);
                Files.createDirectories(making.resolve("tokens"), PRIVATE);
                writeConfiguration(making.resolve("softhsm2.conf"), making.resolve("tokens"));
                token.initialise(making.resolve("softhsm2.conf"), officerPin, userPin);
                Files.move(
                        making.resolve("tokens"), token.objects(), StandardCopyOption.ATOMIC_MOVE);
                deleteTree(making);
            }
            return open(folder, label);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The SoftHSM token '"
                            + label
                            + "' was not created in "
                            + folder
                            + ": "
                            + e.getMessage()
                            + ". Correct it and try again.",
                    e);
        }
    }

    /**
     * A place where a signer can make a token; one that is there already is left alone.
     *
     * @param label 1 to 32 bytes of UTF-8
     * @throws IllegalStateException when SoftHSM is not installed
     */
    public static SoftHsmToken blank(Path folder, String label) {
        checkLabel(label);
        var token = new SoftHsmToken(folder.toAbsolutePath(), label, findLibrary());
        try {
            Files.createDirectories(token.objects(), PRIVATE);
            writeConfiguration(token.configFile(), token.objects());
            return token;
        } catch (IOException e) {
            throw new UncheckedIOException("no place for a token was made in " + folder, e);
        }
    }

    /**
     * A token created before. Its configuration is written anew: the folder may have moved.
     *
     * @throws IllegalStateException when SoftHSM is not installed, or there is no token
     */
    public static SoftHsmToken open(Path folder, String label) {
        var token = new SoftHsmToken(folder.toAbsolutePath(), label, findLibrary());
        if (!Files.isDirectory(token.objects())) {
            throw new IllegalStateException(
                    "There is no SoftHSM token in "
                            + token.folder
                            + ": "
                            + token.objects()
                            + " is missing. Put the folder back, or restore it from a backup.");
        }
        try {
            writeConfiguration(token.configFile(), token.objects());
        } catch (IOException e) {
            throw new UncheckedIOException(token.configFile() + " cannot be written", e);
        }
        return token;
    }

    /**
     * Where SoftHSM's library is on this machine.
     *
     * @throws IllegalStateException when it is not installed
     */
    public static Path findLibrary() {
        var name = Path.of("softhsm", "libsofthsm2.so");
        var found =
                Stream.concat(
                                Stream.of("/usr/lib", "/usr/local/lib", "/usr/lib64").map(Path::of),
                                folders(Path.of("/usr/lib")))
                        .map(folder -> folder.resolve(name))
                        .filter(Files::isReadable)
                        .findFirst();
        return found.orElseThrow(() ->
                new IllegalStateException(
                        "SoftHSM is not installed: there is no "
                                + name
                                + " under /usr/lib. Install it: apt-get install softhsm2"));
    }

    /** What {@value #CONFIGURATION_VARIABLE} must name in a process that uses the token. */
    public Path configFile() {
        return folder.resolve("softhsm2.conf");
    }

    /** The folder with the token's objects; without it the token is lost. */
    public Path objects() {
        return folder.resolve("tokens");
    }

    private static void checkLabel(String label) {
        if (label.isEmpty() || label.getBytes(StandardCharsets.UTF_8).length > LONGEST_LABEL) {
            throw new IllegalArgumentException(
                    "a token label has 1 to " + LONGEST_LABEL + " bytes, got '" + label + "'");
        }
    }

    private static Stream<Path> folders(Path parent) {
        try (var list = Files.list(parent)) {
            return list.filter(Files::isDirectory).sorted().toList().stream();
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }

    private static void writeConfiguration(Path file, Path objects) throws IOException {
        var configuration =
                """
                directories.tokendir = %s
                objectstore.backend = file
                log.level = ERROR
                slots.removable = false
                """
                        .formatted(objects.toAbsolutePath());
        if (Files.exists(file) && Files.readString(file).equals(configuration)) {
            return;
        }
        var making = file.resolveSibling(file.getFileName() + ".making");
        Files.writeString(making, configuration);
        Files.move(making, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** In a process of its own, because SoftHSM reads its configuration from the environment. */
    private void initialise(Path configuration, char[] officerPin, char[] userPin)
            throws IOException {
        var command =
                List.of(
                        JavaProgram.java().toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        InitialiseToken.class.getName(),
                        library.toString(),
                        label);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(CONFIGURATION_VARIABLE, configuration.toString());
        var process = builder.start();
        try {
            try (var input = process.getOutputStream()) {
                sendPin(input, officerPin);
                sendPin(input, userPin);
            }
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(INITIALISATION_SECONDS, TimeUnit.SECONDS)
                    || process.exitValue() != 0) {
                throw new IOException("SoftHSM did not initialise it: " + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void sendPin(java.io.OutputStream output, char[] pin) throws IOException {
        var bytes = new byte[LONGEST_PIN];
        var encoded = ByteBuffer.wrap(bytes);
        try {
            var result =
                    StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(pin), encoded, true);
            var length = encoded.position();
            if (length < SHORTEST_PIN || !result.isUnderflow()) {
                throw new IOException(
                        "a PIN has " + SHORTEST_PIN + " to " + LONGEST_PIN + " bytes");
            }
            output.write(length);
            output.write(bytes, 0, length);
            output.flush();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
