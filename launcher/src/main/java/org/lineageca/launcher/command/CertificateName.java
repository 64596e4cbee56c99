package org.lineageca.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Optional;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.Pem;

/** How a user names a certificate: by a file that holds it, by serial number or by fingerprint. */
final class CertificateName {

    private static final int LONGEST_SERIAL = 40;
    private static final int FINGERPRINT = 64;

    private CertificateName() {}

    /**
     * What the service understands.
     *
     * @param argument a file (PEM, the first certificate counts; or DER), or hexadecimal digits: up
     *     to 40 are a serial number, 64 the SHA-256 of the certificate; colons and 0x do not matter
     * @param nothing what did not happen if it is neither, a sentence
     */
    static String forService(String argument, String nothing) throws RefusedException {
        var file = file(argument);
        if (file.isPresent()) {
            return read(file.get(), nothing);
        }
        var digits =
                argument.strip().toLowerCase(Locale.ROOT).replaceFirst("^0x", "").replace(":", "");
        if (digits.matches("[0-9a-f]+")
                && (digits.length() <= LONGEST_SERIAL || digits.length() == FINGERPRINT)) {
            return digits;
        }
        throw new RefusedException(
                "%s is neither a file, nor a serial number (up to 40 hexadecimal digits), nor a SHA-256 fingerprint (64). %s"
                        .formatted(argument, nothing));
    }

    private static Optional<Path> file(String argument) {
        try {
            return Optional.of(Path.of(argument)).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String read(Path file, String nothing) throws RefusedException {
        try {
            return Pem.certificate(Pem.certificates(file).getFirst());
        } catch (IOException | CertificateException e) {
            throw new RefusedException(
                    "%s is not a certificate in PEM or DER. %s".formatted(file, nothing), e);
        }
    }
}
