package org.lineageca.launcher.command.batch;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.ServiceUnreachableException;

/** PKCS#10 requests in a folder, one file each, or one after the other in a file. */
final class RequestFiles {

    private static final int LONGEST = 64 * 1024;
    private static final byte SEQUENCE = 0x30;
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private RequestFiles() {}

    /** Takes one request after the other. */
    @FunctionalInterface
    interface Taker {

        /**
         * Takes one.
         *
         * @param name where it is, for people
         */
        void take(String name, String pem)
                throws RefusedException, ServiceUnreachableException, InterruptedException;
    }

    /**
     * Gives each to the taker; of a folder those whose name ends in .csr, .req, .p10, .pem or .der.
     */
    static void read(Path source, Taker taker)
            throws IOException,
                    RefusedException,
                    ServiceUnreachableException,
                    InterruptedException {
        if (Files.isDirectory(source)) {
            for (var file : inFolder(source)) {
                taker.take(String.valueOf(file.getFileName()), one(file));
            }
        } else if (Files.isReadable(source)) {
            readBundle(source, taker);
        } else {
            throw new RefusedException(
                    "There is no readable file or folder %s. Nothing was issued."
                            .formatted(source));
        }
    }

    private static List<Path> inFolder(Path folder) throws IOException, RefusedException {
        try (var files = Files.list(folder)) {
            var found =
                    files.filter(Files::isRegularFile)
                            .filter(file ->
                                    String.valueOf(file.getFileName())
                                            .matches("(?i).*\\.(csr|req|p10|pem|der)"))
                            .sorted()
                            .toList();
            if (found.isEmpty()) {
                throw new RefusedException(
                        "There is no request in %s: no file whose name ends in .csr, .req, .p10, .pem or .der. Nothing was issued."
                                .formatted(folder));
            }
            return found;
        }
    }

    private static String one(Path file) throws IOException, RefusedException {
        if (Files.size(file) > LONGEST) {
            throw new RefusedException(
                    "%s is longer than 64 KiB: no PKCS#10 request. Nothing was issued."
                            .formatted(file));
        }
        var content = Files.readAllBytes(file);
        return content.length > 0 && content[0] == SEQUENCE
                ? "-----BEGIN CERTIFICATE REQUEST-----\n%s\n-----END CERTIFICATE REQUEST-----\n"
                        .formatted(BASE64.encodeToString(content))
                : new String(content, StandardCharsets.UTF_8);
    }

    /** However long the file, one request of it is held. */
    private static void readBundle(Path file, Taker taker)
            throws IOException,
                    RefusedException,
                    ServiceUnreachableException,
                    InterruptedException {
        var count = 0;
        try (var lines = Files.newBufferedReader(file)) {
            for (var pem = next(file, lines); !pem.isEmpty(); pem = next(file, lines)) {
                count++;
                taker.take("request %d".formatted(count), pem);
            }
        }
        if (count == 0) {
            throw new RefusedException(
                    "There is no request in %s: no line '-----BEGIN CERTIFICATE REQUEST-----'. Nothing was issued."
                            .formatted(file));
        }
    }

    /** Empty behind the last. */
    private static String next(Path file, BufferedReader lines)
            throws IOException, RefusedException {
        var pem = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var isInside = !pem.isEmpty() || line.startsWith("-----BEGIN ");
            if (isInside) {
                pem.append(line.strip()).append('\n');
            }
            if (isInside && line.startsWith("-----END ")) {
                return pem.toString();
            }
            if (pem.length() > LONGEST) {
                throw new RefusedException(
                        "A request in %s is longer than 64 KiB, or has no end. The batch was not started."
                                .formatted(file));
            }
        }
        return pem.toString();
    }
}
