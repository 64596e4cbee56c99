package org.lineageca.ca.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.ceremony.PgpWords;
import org.lineageca.ca.exchange.ExchangeVerification;
import org.lineageca.octets.Octets;

/**
 * What {@link VerifyCeremony} is asked.
 *
 * @param file a record, or a package
 * @param key the expected SHA-256 of the exchange key; null for none
 * @param rehearsal a record to be compared with; null for none
 * @param minutes to be compared with; null for none
 * @param written where minutes are written to; null for nowhere
 */
record VerificationQuestion(
        Path file,
        @Nullable Octets key,
        @Nullable Path rehearsal,
        @Nullable Path minutes,
        @Nullable Path written,
        boolean isJson) {

    private static final int SHA256_LENGTH = 32;
    private static final int LARGEST_KEY = 16 * 1024;
    private static final Pattern PEM =
            Pattern.compile(
                    "-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException if they are wrong; the message says why
     */
    static VerificationQuestion of(String... arguments) throws IOException {
        Path file = null;
        Octets key = null;
        Path rehearsal = null;
        Path minutes = null;
        Path written = null;
        var isJson = false;
        var rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            var argument = rest.next();
            if (argument.startsWith("--") && !argument.equals("--json") && !rest.hasNext()) {
                throw new IllegalArgumentException(argument + " needs a value");
            }
            switch (argument) {
                case "--json" -> isJson = true;
                case "--key" -> key = key(rest.next());
                case "--rehearsal" -> rehearsal = Path.of(rest.next());
                case "--minutes" -> minutes = Path.of(rest.next());
                case "--write-minutes" -> written = Path.of(rest.next());
                default -> {
                    if (file != null || argument.startsWith("--")) {
                        throw new IllegalArgumentException("'" + argument + "' is not expected");
                    }
                    file = Path.of(argument);
                }
            }
        }
        if (file == null) {
            throw new IllegalArgumentException(
                    "Usage: VerifyCeremony FILE [--key KEY] [--rehearsal RECORD] [--minutes PDF] [--write-minutes PDF] [--json]");
        }
        return new VerificationQuestion(file, key, rehearsal, minutes, written, isJson);
    }

    /** Whether something is compared with the one record of the file. */
    boolean isCompared() {
        return rehearsal != null || minutes != null || written != null;
    }

    /** Digits, however they are grouped, PGP words, or a file with the key itself. */
    private static Octets key(String text) throws IOException {
        var digits = text.replaceAll("[\\s:]", "").toLowerCase(Locale.ROOT);
        if (digits.matches("[0-9a-f]{64}")) {
            return Octets.ofHex(digits);
        }
        if (PgpWords.read(text) instanceof PgpWords.Reading.Read(var octets)
                && octets.length() == SHA256_LENGTH) {
            return octets;
        }
        if (isFile(text)) {
            return publicKey(Path.of(text)).sha256();
        }
        throw new IllegalArgumentException(
                "'%s' is no fingerprint, which has 64 hexadecimal digits or 32 PGP words, and no file"
                        .formatted(text));
    }

    private static boolean isFile(String text) {
        try {
            return Files.isRegularFile(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Octets publicKey(Path file) throws IOException {
        var content = Files.size(file) > LARGEST_KEY ? new byte[0] : Files.readAllBytes(file);
        var pem = PEM.matcher(new String(content, StandardCharsets.ISO_8859_1));
        var key = Octets.of(pem.find() ? Base64.getMimeDecoder().decode(pem.group(1)) : content);
        if (ExchangeVerification.problem(key).isPresent()) {
            throw new IllegalArgumentException(
                    file
                            + " holds no exchange key: a public key on P-256, as PEM (BEGIN PUBLIC KEY) or DER");
        }
        return key;
    }
}
