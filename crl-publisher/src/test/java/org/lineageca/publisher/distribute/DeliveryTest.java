package org.lineageca.publisher.distribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lineageca.publisher.guard.Octets;

class DeliveryTest {

    private Instant now = Instant.parse("2026-11-21T08:00:00Z");
    private final FailingTarget target = new FailingTarget();
    private final Delivery delivery = new Delivery(target, () -> now, () -> 0);

    /** Keeps files in memory and fails for the paths it is told to. */
    private static final class FailingTarget implements Target {
        final Map<String, Octets> files = new HashMap<>();
        final Set<String> failing = new HashSet<>();
        int attempts;

        @Override
        public String name() {
            return "failing target";
        }

        @Override
        public String kind() {
            return "memory";
        }

        @Override
        public boolean holds(PublishedFile file) {
            return file.content().equals(files.get(file.path()));
        }

        @Override
        public void store(PublishedFile file) throws IOException {
            attempts++;
            if (failing.contains(file.path())) {
                throw new IOException("disk full");
            }
            files.put(file.path(), file.content());
        }

        @Override
        public void close() {}
    }

    @Test
    void storesWhatIsMissingAndNothingTwice() {
        delivery.deliver(List.of(file("a", "1"), file("b", "1")));
        delivery.deliver(List.of(file("a", "1"), file("b", "2")));
        assertThat(target.attempts).isEqualTo(3);
        assertThat(target.files).containsEntry("b", file("b", "2").content());
    }

    @Test
    void oneFailingFileDoesNotHoldUpTheOthers() {
        target.failing.add("a");
        delivery.deliver(List.of(file("a", "1"), file("b", "1")));
        assertThat(target.files).containsOnlyKeys("b");
        assertThat(delivery.problems())
                .singleElement()
                .asString()
                .contains("a")
                .contains("disk full");
    }

    @Test
    void retriesWithGrowingPausesUntilItSucceeds() {
        target.failing.add("a");
        var files = List.of(file("a", "1"));
        for (var second = 0; second < 120; second++) {
            delivery.deliver(files);
            now = now.plusSeconds(1);
        }
        // At 0, 1, 3, 7, 15, 31, 63 seconds.
        assertThat(target.attempts).isEqualTo(7);
        target.failing.clear();
        now = now.plus(Duration.ofMinutes(1));
        delivery.deliver(files);
        assertThat(target.files).containsKey("a");
        assertThat(delivery.problems()).isEmpty();
    }

    @Test
    void somethingNewerIsTriedAtOnce() {
        target.failing.add("a");
        delivery.deliver(List.of(file("a", "1")));
        delivery.deliver(List.of(file("a", "1")));
        assertThat(target.attempts).isEqualTo(1);
        target.failing.clear();
        delivery.deliver(List.of(file("a", "2")));
        assertThat(target.files).containsEntry("a", file("a", "2").content());
    }

    @Test
    void pausesAreStretchedByUpToAQuarterSoThatPublishersDoNotComeBackAtOnce() {
        var late = new Delivery(target, () -> now, () -> -1L);
        target.failing.add("a");
        late.deliver(List.of(file("a", "1")));
        now = now.plusMillis(1_200);
        late.deliver(List.of(file("a", "1")));
        assertThat(target.attempts).isEqualTo(1);
        now = now.plusMillis(100);
        late.deliver(List.of(file("a", "1")));
        assertThat(target.attempts).isEqualTo(2);
    }

    @Test
    void saysWhatIsMissingForHowLongAndHowOftenItFailed() {
        var old = file("a", "1");
        delivery.deliver(List.of(old));
        assertThat(delivery.state(List.of(old)).missing()).isZero();
        now = now.plusSeconds(10);
        var next = file("a", "2");
        target.failing.add("a");
        delivery.deliver(List.of(next));
        now = now.plusSeconds(5);
        delivery.deliver(List.of(next));

        var state = delivery.state(List.of(next, file("b", "1")));
        assertThat(state.missing()).isEqualTo(2);
        assertThat(state.lag()).isEqualTo(Duration.ofSeconds(5));
        assertThat(state.stored()).isEqualTo(1);
        assertThat(state.failed()).isEqualTo(2);
        assertThat(state.kind()).isEqualTo("memory");
        assertThat(state.nextAttempt()).isEqualTo(now.plusSeconds(2));
        assertThat(state.problems()).hasSize(1);
    }

    private PublishedFile file(String path, String content) {
        return PublishedFile.of(
                path,
                MediaType.CRL,
                Octets.of(content.getBytes(StandardCharsets.UTF_8)),
                now,
                null);
    }
}
