package org.lineageca.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ShellTest {

    @Test
    void advisedCommandsCanBePasted() {
        assertThat(Shell.quote("/tmp/data-1")).isEqualTo("/tmp/data-1");
        assertThat(Shell.quote("my data")).isEqualTo("'my data'");
        assertThat(Shell.quote("it's")).isEqualTo("'it'\\''s'");
    }

    @Test
    void uptimeIsShort() {
        var now = Instant.parse("2026-11-21T08:00:00Z");
        assertThat(ShowStatus.uptime(null, now)).isEqualTo("-");
        assertThat(ShowStatus.uptime(now.minusSeconds(59), now)).isEqualTo("59s");
        assertThat(ShowStatus.uptime(now.minusSeconds(3661), now)).isEqualTo("1h 01m");
        assertThat(ShowStatus.uptime(now.minusSeconds(90_000), now)).isEqualTo("1d 01h");
    }
}
