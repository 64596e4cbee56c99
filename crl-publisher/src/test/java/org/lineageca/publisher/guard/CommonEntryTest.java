package org.lineageca.publisher.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What it passes at once the cursor passes too, and says the same of it. */
class CommonEntryTest {

    private static final String TIME = "170d3236313132313038303030305a";
    private static final String REASON = "300c300a0603551d1504030a0101";

    @ParameterizedTest
    @CsvSource({
        "020101, '', 0",
        "02020080, '', 0",
        "02107fffffffffffffffffffffffffffffff, 300c300a0603551d1504030a0101, 1",
        "02147fffffffffffffffffffffffffffffffffffffff, 300c300a0603551d1504030a0106, 6",
        "020101, 300c300a0603551d1504030a0108, 8"
    })
    void passesTheEntriesOfMostCrls(String serial, String extensions, int reason) {
        var entry = entry(serial, TIME, extensions);
        var common = new CommonEntry(entry);
        assertThat(common.length(0, entry.length())).isEqualTo(entry.length());
        assertThat(common.reason()).isEqualTo(reason);
        assertThat(common.length(0, entry.length() - 1)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0200, 170d3236313132313038303030305a, ''",
        "020100, 170d3236313132313038303030305a, ''",
        "0201ff, 170d3236313132313038303030305a, ''",
        "0202007f, 170d3236313132313038303030305a, ''",
        "020101, 170d3236313132313038303036305a, ''",
        "020101, 170d3236313132313234303030305a, ''",
        "020101, 170d3236313333303038303030305a, ''",
        "020101, 170d3235303232393038303030305a, ''",
        "020101, 170d3236313132313038303a30305a, ''",
        "020101, 170d32362f3132313038303030305a, ''",
        "020101, 170d3236313132313038303030302b, ''",
        "020101, 170d3236313132313038303030305a, 300c300a0603551d1504030a0107",
        "020101, 170d3236313132313038303030305a, 300c300a0603551d1504030a010b",
        "020101, 170d3236313132313038303030305a, 300c300a0603551d1504030a01ff"
    })
    void leavesTheRestToTheCursor(String serial, String time, String extensions) {
        var entry = entry(serial, time, extensions);
        assertThat(new CommonEntry(entry).length(0, entry.length())).isZero();
    }

    @Test
    void leapDaysExist() {
        var entry = entry("020101", "170d3234303232393038303030305a", "");
        assertThat(new CommonEntry(entry).length(0, entry.length())).isEqualTo(entry.length());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20261122})
    void neverPassesWhatTheCursorRefuses(long seed) throws MalformedDerException {
        System.out.println("mutated entries, seed " + seed);
        var random = new Random(seed);
        var passed = 0;
        for (var i = 0; i < 200_000; i++) {
            var serial = "02%02x".formatted(1 + i % 20) + "5a".repeat(1 + i % 20);
            var octets = entry(serial, TIME, i % 2 == 0 ? REASON : "").toArray();
            for (var changes = random.nextInt(3); changes >= 0; changes--) {
                octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
            }
            var entry = Octets.of(octets);
            var common = new CommonEntry(entry);
            if (common.length(0, entry.length()) > 0) {
                passed++;
                var in = new DerCursor(entry);
                var outer = in.enter(DerCursor.SEQUENCE);
                var start = in.position();
                in.positiveInteger();
                in.time();
                in.abandon(outer);
                assertThat(in.position()).isEqualTo(common.length(0, entry.length()));
                assertThat(EntryExtension.reason(entry.slice(start, in.position())))
                        .isEqualTo(common.reason());
            }
        }
        assertThat(passed).isGreaterThan(1_000);
    }

    private static Octets entry(String serial, String time, String extensions) {
        var content = serial + time + extensions;
        return Octets.ofHex("30%02x".formatted(content.length() / 2) + content);
    }
}
