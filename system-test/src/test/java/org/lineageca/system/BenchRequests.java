package org.lineageca.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** OCSP requests about {@link BenchCertificates}, written by hand, by SHA-1. */
final class BenchRequests {

    private static final byte[] SHA1 = HexFormat.of().parseHex("300906052b0e03021a0500");

    /** requestExtensions up to the 16 octets of the nonce (RFC 9654 2.1). */
    private static final byte[] NONCE =
            HexFormat.of().parseHex("a2233021301f06092b060105050730010204120410");

    private static final int NONCE_LENGTH = 16;
    private static final long SEED = 20_261_122;
    private static final int AT_ONCE = 64;

    private final byte[] nameHash;
    private final byte[] keyHash;

    BenchRequests(BenchCertificates certificates) {
        nameHash = sha1(certificates.issuerName());
        keyHash = sha1(keyBits(certificates.issuerKey()));
    }

    /** Where a GET asks about one of them. */
    String path(int certificate) {
        var base64 = Base64.getEncoder().encodeToString(request(certificate));
        return "/ocsp/" + base64.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
    }

    /** A question about one of them. */
    byte[] request(int certificate) {
        return request(certificate, new byte[0], 0);
    }

    /** The same with a nonce. */
    byte[] requestWithNonce(int certificate) {
        return concatenated(request(certificate, NONCE, NONCE_LENGTH), new byte[NONCE_LENGTH]);
    }

    /** A file of paths for {@code get.lua}. */
    Path pathsFile(Path file, int from, int to) throws IOException {
        var lines = new ArrayList<String>();
        for (var certificate = from; certificate < to; certificate++) {
            lines.add(path(certificate));
        }
        return Files.write(file, lines);
    }

    /** A file of requests for {@code post.lua}, each with a nonce of its own. */
    Path nonceFile(Path file, int count) throws IOException {
        var random = new Random(SEED);
        var nonce = new byte[NONCE_LENGTH];
        var lines = new ArrayList<String>();
        for (var certificate = 0; certificate < count; certificate++) {
            random.nextBytes(nonce);
            var whole = concatenated(request(certificate, NONCE, NONCE_LENGTH), nonce);
            lines.add(HexFormat.of().formatHex(whole));
        }
        return Files.write(file, lines);
    }

    /** What is answered about one of them. */
    byte[] answer(URI responder, int certificate) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return ask(client, responder, certificate);
        }
    }

    /** Asks about each until there is an answer, so that it is in the cache. */
    void askAbout(URI responder, int from, int to) throws InterruptedException {
        var room = new Semaphore(AT_ONCE);
        var failed = new AtomicInteger();
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var certificate = from; certificate < to; certificate++) {
                room.acquire();
                var number = certificate;
                var _ =
                        threads.submit(() -> {
                            try {
                                ask(client, responder, number);
                            } catch (IOException e) {
                                failed.incrementAndGet();
                            } finally {
                                room.release();
                            }
                            return number;
                        });
            }
        }
        if (failed.get() > 0) {
            throw new IllegalStateException(failed + " questions were not answered");
        }
    }

    private byte[] ask(HttpClient client, URI responder, int certificate)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(responder.resolve(path(certificate))).build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        // Errors have five octets.
        if (response.statusCode() != 200 || response.body().length < 100) {
            throw new IOException(
                    "%d %s"
                            .formatted(
                                    response.statusCode(),
                                    HexFormat.of().formatHex(response.body())));
        }
        return response.body();
    }

    /**
     * An OCSPRequest, cut short.
     *
     * @param rest what stands after the list
     * @param cut how many octets after {@code rest} are left to be added
     */
    private byte[] request(int certificate, byte[] rest, int cut) {
        var certId =
                tlv(
                        0x30,
                        0,
                        SHA1,
                        tlv(0x04, 0, nameHash),
                        tlv(0x04, 0, keyHash),
                        tlv(0x02, 0, BenchCertificates.serial(certificate)));
        var list = tlv(0x30, 0, tlv(0x30, 0, certId));
        return tlv(0x30, cut, tlv(0x30, cut, list, rest));
    }

    private static byte[] concatenated(byte[] begin, byte[] end) {
        var whole = Arrays.copyOf(begin, begin.length + end.length);
        System.arraycopy(end, 0, whole, begin.length, end.length);
        return whole;
    }

    private static byte[] tlv(int tag, int cut, byte[]... parts) {
        var length = cut + Arrays.stream(parts).mapToInt(part -> part.length).sum();
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (length >= 0x80) {
            out.write(0x81);
        }
        out.write(length);
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** The content of the BIT STRING at the end of a SubjectPublicKeyInfo of an EC key. */
    private static byte[] keyBits(byte[] publicKey) {
        var algorithm = 2;
        var bits = algorithm + 2 + publicKey[algorithm + 1];
        return Arrays.copyOfRange(publicKey, bits + 3, publicKey.length);
    }

    private static byte[] sha1(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
