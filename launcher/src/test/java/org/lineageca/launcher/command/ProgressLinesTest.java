package org.lineageca.launcher.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineageca.launcher.supervisor.Step;

final class ProgressLinesTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private static Step step(Step.Outcome outcome, String text) {
        return new Step("database", outcome, text, Duration.ofMillis(1250));
    }

    @Test
    void inAFileThereIsALineForEachStepAndForWhatItSaysMeanwhile() {
        var lines = new ProgressLines(new PrintStream(out, true, UTF_8), false);

        lines.show(List.of(step(Step.Outcome.RUNNING, "begins")));
        lines.show(List.of(step(Step.Outcome.RUNNING, "makes")));
        lines.show(List.of(step(Step.Outcome.RUNNING, "makes")));
        lines.show(List.of(step(Step.Outcome.DONE, "on 8444")));
        lines.show(List.of(step(Step.Outcome.DONE, "on 8444")));

        assertThat(out.toString(UTF_8))
                .isEqualTo("   database          makes\n ✓ database          on 8444  1.3 s\n");
    }

    @Test
    void onATerminalWhatRunsIsShownAndReplaced() {
        var lines = new ProgressLines(new PrintStream(out, true, UTF_8), true);

        lines.show(List.of(step(Step.Outcome.RUNNING, "begins")));
        lines.show(List.of(step(Step.Outcome.RUNNING, "begins")));
        lines.show(List.of(step(Step.Outcome.FAILED, "no room")));

        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        "   database          begins …\r\033[K ✗ database          no room  1.3 s\n");
    }

    @Test
    void aTerminalWithoutUnicodeStillShowsTheOutcome() {
        var lines = new ProgressLines(new PrintStream(out, true, US_ASCII), false);
        lines.show(List.of(step(Step.Outcome.DONE, "on 8444")));
        assertThat(out.toString(US_ASCII)).startsWith(" ok database");
    }
}
