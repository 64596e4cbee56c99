package org.lineageca.publisher.testpki;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.lineageca.publisher.guard.CertList;
import org.lineageca.publisher.guard.CrlCandidate;
import org.lineageca.publisher.guard.CrlGuard;
import org.lineageca.publisher.guard.CrlScope;
import org.lineageca.publisher.guard.Issuer;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.guard.Policy;
import org.lineageca.publisher.guard.Published;
import org.lineageca.publisher.guard.SerialRecords;
import org.lineageca.publisher.guard.Verdict;

/**
 * How long the guard takes over a large CRL beside another that was published before it, and beside
 * reading and hashing the file. Prints {@code name=value} lines; times in microseconds.
 */
final class GuardBench {

    private static final int ROUNDS = 15;
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String URI = "http://crl/complete.crl";

    private GuardBench() {}

    /** Arguments: a folder and how many entries. */
    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var entries = Integer.parseInt(arguments[1]);
        var authority = TestAuthority.create("Measured CA");
        var before = new LargeCrl(authority, 1, NOW.minus(Duration.ofHours(1)), entries, 1000);
        var now = new LargeCrl(authority, 2, NOW.minusSeconds(1), entries, 0);
        var beforeFile = folder.resolve("before.crl");
        var nowFile = folder.resolve("now.crl");
        before.write(beforeFile);
        var tbsSha256 = now.write(nowFile);
        var issuer =
                new Issuer(
                        authority.subject(),
                        authority.publicKey(),
                        Octets.of(authority.keyIdentifier()),
                        false);
        var idle = memory("VmRSS:");
        var last = read(beforeFile, buffer(beforeFile));
        var buffer = buffer(nowFile);
        if (!(CrlGuard.recognise(last, issuer) instanceof Verdict.Publish<CertList>(var list))) {
            throw new IllegalStateException("the earlier CRL is not right");
        }
        var guard = new long[ROUNDS];
        var parse = new long[ROUNDS];
        var hash = new long[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            hash[round] = timed(() -> digest(nowFile));
            guard[round] =
                    timed(() -> {
                        var candidate =
                                new CrlCandidate(
                                        read(nowFile, buffer),
                                        CrlScope.of("complete", URI).orElseThrow(),
                                        null,
                                        2,
                                        null,
                                        now.count(),
                                        tbsSha256,
                                        SerialRecords.NONE,
                                        null,
                                        false);
                        publish(
                                CrlGuard.examine(
                                        candidate,
                                        Published.only(list),
                                        issuer,
                                        Policy.DEFAULT,
                                        NOW));
                    });
        }
        for (var round = 0; round < ROUNDS; round++) {
            parse[round] = timed(() -> publish(CrlGuard.read(last)));
        }
        print("octets", Files.size(nowFile));
        print("guard_first", guard[0]);
        print("guard_median", median(guard));
        print("java_hash_first", hash[0]);
        print("java_hash_median", median(hash));
        print("guard_parse_median", median(parse));
        print("memory_kb", memory("VmHWM:") - idle);
        print("idle_memory_kb", idle);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static long timed(Work work) throws IOException {
        var started = System.nanoTime();
        work.run();
        return (System.nanoTime() - started) / 1_000;
    }

    private static void publish(Verdict<CertList> verdict) {
        if (verdict instanceof Verdict.Refuse<CertList>(var reason, var why)) {
            throw new IllegalStateException(reason + ": " + why);
        }
    }

    private static ByteBuffer buffer(Path file) throws IOException {
        return ByteBuffer.allocateDirect(Math.toIntExact(Files.size(file)));
    }

    /** As the publisher has it: outside the heap, at once. */
    private static Octets read(Path file, ByteBuffer into) throws IOException {
        into.clear();
        try (var in = FileChannel.open(file, StandardOpenOption.READ)) {
            var more = true;
            while (more) {
                more = into.hasRemaining() && in.read(into) >= 0;
            }
        }
        return Octets.takenOver(into.flip());
    }

    private static byte[] digest(Path file) throws IOException {
        try (var in = FileChannel.open(file, StandardOpenOption.READ)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var part = ByteBuffer.allocate(1 << 16);
            while (in.read(part.clear()) > 0) {
                digest.update(part.flip());
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long median(long[] times) {
        var sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** What the system says of this process, in KB. */
    private static long memory(String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static void print(String name, long value) {
        System.out.println(name + "=" + value);
    }
}
