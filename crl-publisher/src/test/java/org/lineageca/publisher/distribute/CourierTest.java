package org.lineageca.publisher.distribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.lineageca.publisher.guard.Octets;

class CourierTest {

    private static final Duration PAUSE = Duration.ofMillis(10);

    /** Keeps files in memory, once the gate is open. */
    private record Slow(String name, CountDownLatch gate, Map<String, Octets> files)
            implements Target {

        static Slow named(String name) {
            return new Slow(name, new CountDownLatch(1), new ConcurrentHashMap<>());
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
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            files.put(file.path(), file.content());
        }

        @Override
        public void close() {}
    }

    @Test
    void aTargetThatStandsStillHoldsUpNobodyElseAndLetsGoAtTheEnd() {
        var stuck = Slow.named("stuck");
        var quick = Slow.named("quick");
        quick.gate().countDown();
        var files = new ConcurrentHashMap<String, PublishedFile>();
        files.put("a", file("a", "1"));
        try (var _ = courier(stuck, files);
                var _ = courier(quick, files)) {
            await().until(() -> quick.files().containsKey("a"));
            files.put("b", file("b", "1"));
            await().until(() -> quick.files().containsKey("b"));
            assertThat(stuck.files()).isEmpty();
        }
        assertThat(stuck.files()).isEmpty();
    }

    @Test
    void whatItMissedIsDeliveredWhenItComesBack() {
        var slow = Slow.named("slow");
        var files = Map.of("a", file("a", "1"), "b", file("b", "1"));
        try (var _ = courier(slow, files)) {
            slow.gate().countDown();
            await().until(() -> slow.files().size() == 2);
        }
    }

    private static Courier courier(Target target, Map<String, PublishedFile> files) {
        var delivery = new Delivery(target, InstantSource.system(), () -> 0);
        return Courier.start(delivery, files::values, PAUSE);
    }

    private static PublishedFile file(String path, String content) {
        var octets = Octets.of(content.getBytes(StandardCharsets.UTF_8));
        return PublishedFile.of(path, MediaType.CRL, octets, Instant.EPOCH, null);
    }
}
