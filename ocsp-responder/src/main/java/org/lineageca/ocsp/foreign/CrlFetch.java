package org.lineageca.ocsp.foreign;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.lineageca.ocsp.crl.Crl;
import org.lineageca.ocsp.crl.CrlReader;
import org.lineageca.ocsp.crl.UnfitCrlException;
import org.lineageca.octets.Octets;

/** Reads CRLs from files and web servers that may be slow, wrong or hostile. */
final class CrlFetch {

    /** Some six million entries. */
    private static final long LARGEST = 256L << 20;

    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private CrlFetch() {}

    /**
     * Reads one.
     *
     * @param place a file or an http(s) URL
     * @param issuerName DER Name
     * @param issuerKey DER SubjectPublicKeyInfo
     */
    static Crl read(String place, Octets issuerName, Octets issuerKey)
            throws IOException, UnfitCrlException {
        try (var stream = der(new BufferedInputStream(open(place)))) {
            return CrlReader.read(stream, LARGEST, issuerName, issuerKey);
        }
    }

    private static InputStream open(String place) throws IOException {
        if (!place.startsWith("http://") && !place.startsWith("https://")) {
            return Files.newInputStream(Path.of(place));
        }
        var connection = (HttpURLConnection) URI.create(place).toURL().openConnection();
        connection.setConnectTimeout((int) SILENCE.toMillis());
        connection.setReadTimeout((int) SILENCE.toMillis());
        connection.setUseCaches(false);
        var status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            connection.disconnect();
            throw new IOException("the server answers " + status);
        }
        return new TimedStream(connection.getInputStream());
    }

    /** As it is, or out of PEM (RFC 7468): a CRL in DER begins with a SEQUENCE. */
    private static InputStream der(InputStream stream) throws IOException {
        stream.mark(1);
        var first = stream.read();
        stream.reset();
        if (first != '-') {
            return stream;
        }
        for (var octet = first; octet != '\n'; octet = stream.read()) {
            if (octet < 0) {
                throw new IOException("it ends within its first line");
            }
        }
        return Base64.getMimeDecoder().wrap(new PemBody(stream));
    }

    /** Up to the line that ends it. */
    private static final class PemBody extends InputStream {

        private final InputStream stream;
        private boolean ended;

        PemBody(InputStream stream) {
            this.stream = stream;
        }

        @Override
        public int read() throws IOException {
            var octet = ended ? -1 : stream.read();
            ended = octet < 0 || octet == '-';
            return ended ? -1 : octet;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            var count = 0;
            while (count < length) {
                var octet = read();
                if (octet < 0) {
                    return count == 0 ? -1 : count;
                }
                into[from + count++] = (byte) octet;
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    /** A server that sends an octet now and then does not hold us for ever. */
    private static final class TimedStream extends InputStream {

        private final InputStream stream;
        private final long deadline = System.nanoTime() + LONGEST.toNanos();

        TimedStream(InputStream stream) {
            this.stream = stream;
        }

        @Override
        public int read() throws IOException {
            look();
            return stream.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            look();
            return stream.read(into, from, length);
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }

        private void look() throws IOException {
            if (System.nanoTime() > deadline) {
                throw new IOException("it did not come within " + LONGEST.toMinutes() + " min");
            }
        }
    }
}
