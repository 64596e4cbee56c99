package org.lineageca.publisher.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.publisher.testpki.Mutant;
import org.lineageca.publisher.testpki.TestAuthority;

class RandomMutationsTest {

    private static final int MUTATIONS = 6_000;
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String URI = "http://127.0.0.1/complete.crl";

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20261121})
    void everyMutatedCrlIsRefusedWithoutAnException(long seed) {
        System.out.println("random mutations of a CRL, seed " + seed);
        var random = new Random(seed);
        var authority = TestAuthority.create("Mutated CA");
        var issuer =
                new Issuer(
                        authority.subject(),
                        authority.publicKey(),
                        Octets.of(authority.keyIdentifier()),
                        false);
        var good = Mutant.next(authority, NOW).withDistributionPoint(URI, true, false).sign();
        var reasons = new EnumMap<RefusalReason, Integer>(RefusalReason.class);
        for (var i = 0; i < MUTATIONS; i++) {
            var mutated = good.withOctets(der -> mutated(der, random));
            if (mutated.der().equals(good.der())) {
                continue;
            }
            var verdict =
                    CrlGuard.examine(
                            mutated.candidate(URI),
                            Published.only(null),
                            issuer,
                            Policy.DEFAULT,
                            NOW);
            assertThat(verdict).isInstanceOf(Verdict.Refuse.class);
            if (verdict instanceof Verdict.Refuse<CertList>(var reason, var why)) {
                assertThat(why).isNotBlank();
                reasons.merge(reason, 1, Integer::sum);
            }
        }
        // The mutations reach past the parser into the checks.
        assertThat(reasons).containsKeys(RefusalReason.MALFORMED, RefusalReason.SIGNATURE);
        assertThat(reasons).hasSizeGreaterThan(5);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 20261122})
    void everyMutatedCertificateIsRefusedWithoutAnException(long seed) {
        System.out.println("random mutations of a CA certificate, seed " + seed);
        var random = new Random(seed);
        var authority = TestAuthority.create("Mutated CA");
        var issuer = new RecordedIssuer.Generation(authority.subject(), authority.publicKey());
        var good = authority.selfSigned(NOW);
        for (var i = 0; i < MUTATIONS; i++) {
            var mutated = Octets.of(mutated(good.toArray(), random));
            var candidate =
                    new CertificateCandidate(
                            mutated, authority.subject(), authority.publicKey(), issuer);
            if (!mutated.equals(good)) {
                assertThat(CertificateGuard.examine(candidate, null))
                        .isInstanceOf(Verdict.Refuse.class);
            }
        }
    }

    private static byte[] mutated(byte[] der, RandomGenerator random) {
        var changed = der;
        for (var changes = 1 + random.nextInt(3); changes > 0; changes--) {
            var at = random.nextInt(changed.length);
            changed =
                    switch (random.nextInt(6)) {
                        case 0 -> with(changed, at, changed[at] ^ (1 << random.nextInt(8)));
                        case 1 -> with(changed, at, random.nextInt(256));
                        case 2 -> with(changed, at, changed[at] + 1);
                        case 3 -> Arrays.copyOf(changed, Math.max(1, at));
                        case 4 -> without(changed, at, 1 + random.nextInt(4));
                        default -> twice(changed, at, 1 + random.nextInt(40));
                    };
        }
        return changed;
    }

    private static byte[] with(byte[] octets, int at, int value) {
        var changed = octets.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static byte[] without(byte[] octets, int at, int count) {
        var rest = Math.min(octets.length, at + count);
        var changed = Arrays.copyOf(octets, Math.max(1, octets.length - (rest - at)));
        if (octets.length > rest) {
            System.arraycopy(octets, rest, changed, at, octets.length - rest);
        }
        return changed;
    }

    private static byte[] twice(byte[] octets, int at, int count) {
        var length = Math.min(count, octets.length - at);
        var changed = Arrays.copyOf(octets, octets.length + length);
        System.arraycopy(octets, at, changed, at + length, octets.length - at);
        return changed;
    }
}
