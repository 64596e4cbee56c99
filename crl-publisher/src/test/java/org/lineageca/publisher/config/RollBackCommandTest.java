package org.lineageca.publisher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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

class RollBackCommandTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    @TempDir private Path temporary;

    private final TestAuthority ca = TestAuthority.create("Rolled CA");
    private final TestSource source = new TestSource(NOW.minus(Duration.ofDays(1)));

    @Test
    void worksOnTheFolderOfAPublisherThatIsStopped() throws IOException {
        var folder = temporary.resolve("published");
        var configuration =
                Running.configuration("jdbc:postgresql://127.0.0.1:1/none", "secret", folder);
        var settings = Settings.read(configuration);
        var place = ca.label() + "/complete";
        try (var publisher = new TestPublisher(source, folder, NOW)) {
            for (var number = 1; number <= 2; number++) {
                source.offer(
                        ca, new CrlDraft(ca, number, NOW.minusSeconds(60), List.of(1L)).sign());
                publisher.round();
            }
            assertThatThrownBy(() -> run(settings, place))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("belongs to another publisher that is running");
        }
        assertThatThrownBy(() -> run(settings, "complete"))
                .hasMessageContaining("complete is not LABEL/SCOPE");
        assertThat(run(settings, place))
                .isEqualTo(
                        place
                                + " is CRL number 1 again. Number 2 is not published any more, the next one is. Start the publisher.");
        assertThatThrownBy(() -> run(settings, place))
                .hasMessageContaining("cannot be rolled back (NOTHING_PUBLISHED)")
                .hasMessageContaining("Nothing was changed.");
    }

    private String run(Settings settings, String place) throws IOException {
        return RollBackCommand.run(settings, source, place, () -> NOW);
    }
}
