package org.lineageca.publisher.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.publish.OfferedGeneration;
import org.lineageca.publisher.publish.SourceUnavailableException;

/** What of one generation a pool does not give. */
class JooqSourceTest {

    @Test
    void aClosedPoolGivesNoStateAndIsNotThatGenerations() {
        var pool = new HikariDataSource();
        pool.close();
        var nothing = Octets.of(new byte[0]);
        var generation =
                new OfferedGeneration(
                        1, "0123456789abcdef", nothing, nothing, List.of(), List.of());
        assertThatThrownBy(() ->
                        JooqSource.of(pool).expired(generation, Instant.EPOCH, List.of(nothing)))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("has been closed");
    }
}
