package org.lineageca.publisher.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.publisher.testpki.CrlDraft;
import org.lineageca.publisher.testpki.TestAuthority;
import org.lineageca.publisher.testpki.TestPublisher;
import org.lineageca.publisher.testpki.TestSource;

class SourceAgeTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    @TempDir private Path folder;

    private final TestAuthority ca = TestAuthority.create("Aged CA");
    private final TestSource source = new TestSource(NOW.minus(Duration.ofDays(1)));

    @Test
    void anOlderDatabaseInItsPlaceIsRefusedUntilACoreWritesIntoIt() {
        try (var publisher = new TestPublisher(source, folder, NOW)) {
            source.origin = new Origin(false, NOW);
            offer(1);
            publisher.round();
            // The clocks of two cores.
            source.origin = new Origin(false, NOW.minusSeconds(20));
            offer(2);
            publisher.round();
            assertThat(number(publisher)).isEqualTo("2");

            source.origin = new Origin(false, NOW.minus(Duration.ofHours(1)));
            offer(3);
            publisher.round();
            assertThat(publisher.refusals.sentences())
                    .singleElement()
                    .asString()
                    .startsWith("The database is refused (SOURCE_STALE). Its heartbeat is of ");
            assertThat(number(publisher)).isEqualTo("2");

            source.origin = new Origin(false, NOW.plusSeconds(5));
            publisher.round();
            assertThat(publisher.refusals.sentences()).isEmpty();
            assertThat(number(publisher)).isEqualTo("3");
        }
    }

    @Test
    void theCasOwnDatabaseMayRestAndACopyMayLagALittle() {
        try (var publisher = new TestPublisher(source, folder, NOW)) {
            source.origin = new Origin(false, NOW.minus(Duration.ofDays(3)));
            offer(1);
            publisher.round();
            assertThat(number(publisher)).isEqualTo("1");
            source.origin = new Origin(true, NOW.minusSeconds(50));
            offer(2);
            publisher.round();
            assertThat(number(publisher)).isEqualTo("2");
            publisher.now = NOW.plusSeconds(11);
            offer(3);
            publisher.round();
            assertThat(number(publisher)).isEqualTo("2");
        }
    }

    private void offer(long number) {
        source.offer(ca, new CrlDraft(ca, number, NOW.minusSeconds(60), List.of(1L)).sign());
    }

    private static String number(TestPublisher publisher) {
        return String.valueOf(publisher.shelf.crls().getFirst().list().number());
    }
}
