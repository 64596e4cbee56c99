package org.lineageca.publisher.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.publisher.testpki.CrlDraft;
import org.lineageca.publisher.testpki.TestAuthority;

class RevokedEntriesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final TestAuthority AUTHORITY = TestAuthority.create("Unsorted CA");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsWhatAModelFindsInAnyOrder(long seed) {
        System.out.println("entries in random order, seed " + seed);
        var random = new Random(seed);
        for (var round = 0; round < 10; round++) {
            var earlier = serials(random, random.nextInt(60), 300);
            var later = serials(random, random.nextInt(80), 300);
            if (random.nextBoolean()) {
                later.addAll(earlier);
                Collections.shuffle(later, random);
            }
            check(earlier, later);
        }
    }

    @Test
    void walksSortedListsAsTheyLie() {
        var serials = new ArrayList<Long>();
        for (var serial = 0x100_0000L; serial < 0x100_0100L; serial++) {
            serials.add(serial);
        }
        assertThat(entries(serials).ascending()).isTrue();
        check(serials.subList(0, 100), serials);
        check(serials, serials.subList(0, 255));
    }

    @Test
    void theOrderIsThatOfNumbersOfAnyLength() {
        var serials =
                List.of(
                        0x01L,
                        0x7fL,
                        0x80L,
                        0xffL,
                        0x100L,
                        0x7fffL,
                        0x8000L,
                        0xffffL,
                        0x1_0000L,
                        0x7f_ffffL,
                        0x80_0000L,
                        0x1_0000_0000L,
                        0x7fff_ffff_ffff_ffffL);
        assertThat(entries(serials).ascending()).isTrue();
        check(serials, serials.subList(3, 10));
        // By octets these would ascend: 0100 before 7f.
        assertThat(entries(List.of(0x100L, 0x7fL)).ascending()).isFalse();
        assertThat(entries(List.of(0x80L, 0x7fL)).ascending()).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14})
    void listsInTheOrderOfNumbersAreWalkedAsTheyLie(long seed) {
        System.out.println("entries of mixed lengths, seed " + seed);
        var random = new Random(seed);
        for (var round = 0; round < 10; round++) {
            var later = new TreeSet<Long>();
            for (var i = 0; i < 100; i++) {
                later.add(1 + (random.nextLong() >>> (1 + random.nextInt(62))));
            }
            var earlier = later.stream().filter(_ -> random.nextInt(4) > 0).toList();
            assertThat(entries(List.copyOf(later)).ascending()).isTrue();
            check(earlier, List.copyOf(later));
            check(List.copyOf(later), earlier);
        }
    }

    private static void check(List<Long> earlier, List<Long> later) {
        var gone = new HashSet<>(earlier);
        later.forEach(gone::remove);
        // A serial that is missing and twice in the earlier list counts twice.
        var missing = (int) earlier.stream().filter(gone::contains).count();
        var twice = later.size() - new HashSet<>(later).size();
        var missingEntries = new MissingEntries(entries(earlier), List.of(entries(later)));
        var foundMissing = new ArrayList<Octets>();
        while (missingEntries.next()) {
            foundMissing.add(missingEntries.serial());
        }
        var foundTwice = entries(later).duplicates();
        assertThat(foundMissing).hasSize(missing);
        assertThat(foundTwice == null ? 0 : foundTwice.count()).isEqualTo(twice);
    }

    private static List<Long> serials(Random random, int count, int bound) {
        var serials = new ArrayList<Long>();
        for (var i = 0; i < count; i++) {
            // Lengths from one octet to five.
            serials.add(1 + random.nextLong(bound) * (random.nextInt(8) == 0 ? 40_000_000L : 1L));
        }
        return serials;
    }

    private static RevokedEntries entries(List<Long> serials) {
        return switch (CrlGuard.read(new CrlDraft(AUTHORITY, 1, NOW, serials).sign().der())) {
            case Verdict.Publish<CertList>(var list) -> list.revoked();
            case Verdict.Refuse<CertList>(var reason, var why) ->
                    throw new AssertionError(reason + ": " + why);
        };
    }
}
