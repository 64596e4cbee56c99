package org.lineageca.ocsp.foreign;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lineageca.ocsp.crl.SerialTable;

/**
 * Reads a file of serial numbers: hexadecimal, one a line; empty lines and {@code #} lines aside.
 */
final class IssuedSerials {

    private IssuedSerials() {}

    static SerialTable read(Path file) throws IOException {
        var serials = new SerialTable.Builder(0);
        try (var lines = Files.newBufferedReader(file)) {
            var number = 0;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                var text = line.strip();
                if (!text.isEmpty() && !text.startsWith("#")) {
                    serials.add(parse(text, file, number));
                }
            }
        }
        return serials.build();
    }

    private static byte[] parse(String text, Path file, int number) throws IOException {
        try {
            return new BigInteger(text, 16).toByteArray();
        } catch (NumberFormatException e) {
            throw new IOException(
                    "line %d of %s is no hexadecimal serial number".formatted(number, file), e);
        }
    }
}
