package org.lineageca.ocsp.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.lineageca.ocsp.protocol.CertId;
import org.lineageca.ocsp.protocol.MalformedRequest;
import org.lineageca.ocsp.protocol.OcspRequest;
import org.lineageca.ocsp.protocol.RequestDecoder;
import org.lineageca.octets.Octets;

/**
 * Feeds the responder's parsers whatever comes, for a fuzzer that watches which code it reaches
 * (Jazzer). They may refuse it, but never throw, and what they let through keeps its bounds.
 */
public final class ParserFuzz {

    private static final String EMPTY = "-";

    private ParserFuzz() {}

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] input) {
        decode(input);
        read(input);
        switch (RequestTarget.of(new String(input, StandardCharsets.ISO_8859_1))) {
            case RequestTarget.Ocsp ocsp -> ocsp.request().ifPresent(ParserFuzz::decode);
            case RequestTarget.HealthPage _, RequestTarget.Nothing _ -> {}
        }
    }

    private static void decode(byte[] der) {
        switch (RequestDecoder.decode(der)) {
            case MalformedRequest malformed -> must(!malformed.why().isBlank(), "a reason");
            case OcspRequest request -> {
                must(request.certIds().size() <= RequestDecoder.MAX_CERTIFICATES, "few questions");
                var nonce = request.nonce();
                must(
                        nonce == null
                                || (nonce.length() >= 1
                                        && nonce.length() <= RequestDecoder.MAX_NONCE),
                        "a nonce of 1 to 128 octets");
                request.certIds().forEach(certId -> mustBePartOf(der, certId));
            }
        }
    }

    /** The answer repeats the question: it must be what was asked, and nothing made of it. */
    private static void mustBePartOf(byte[] der, CertId certId) {
        must(Octets.of(der).indexOf(certId.der()) >= 0, "a CertID that was in the request");
        must(certId.serial().length() <= 20, "a serial number of 20 octets at most");
        must(RequestDecoder.certIdOf(certId.der()).equals(certId), "the same when it is read anew");
    }

    private static void read(byte[] octets) {
        for (var begin = 0; begin < octets.length; ) {
            var get = PlainGet.in(octets, begin, octets.length);
            if (get == null) {
                return;
            }
            must(get.end() > begin && get.end() <= octets.length, "an end within the octets");
            must(get.target().startsWith("/"), "a target in origin-form");
            begin = get.end();
        }
    }

    private static void must(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("expected " + what);
        }
    }

    /** What fuzzing begins with. */
    static List<byte[]> corpus() throws IOException {
        try (var stream = ParserFuzz.class.getResourceAsStream("corpus.txt")) {
            if (stream == null) {
                throw new IOException("no resource corpus.txt");
            }
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.equals(EMPTY) ? "" : line)
                    .map(HexFormat.of()::parseHex)
                    .toList();
        }
    }

    /** Writes the corpus as files, one an input, where a fuzzer looks for them. */
    public static void main(String[] arguments) throws IOException {
        var folder = Files.createDirectories(Path.of(arguments[0]));
        var number = 0;
        for (var input : corpus()) {
            Files.write(folder.resolve("corpus-" + number++), input);
        }
    }
}
