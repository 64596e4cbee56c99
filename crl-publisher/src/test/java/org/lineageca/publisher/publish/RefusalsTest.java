package org.lineageca.publisher.publish;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lineageca.publisher.guard.RefusalReason;
import org.lineageca.publisher.guard.Verdict.Refuse;
import org.slf4j.LoggerFactory;

class RefusalsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Refusals.class);
    private final Refusals refusals = new Refusals();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
    }

    @Test
    void aCandidateIsReportedOnceForAReason() {
        refuse("8", RefusalReason.SIGNATURE);
        refuse("8", RefusalReason.SIGNATURE);
        assertThat(log.list)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getLevel()).isEqualTo(Level.ERROR);
                    assertThat(event.getFormattedMessage())
                            .contains("CRL 8", "SIGNATURE", "It is forged.", "stays in place");
                });
        refuse("8", RefusalReason.EXPIRED);
        refuse("9", RefusalReason.EXPIRED);
        assertThat(log.list).hasSize(3);
        assertThat(refusals.sentences())
                .containsExactly("CRL 9 is refused (EXPIRED). It is forged.");
    }

    @Test
    void aRefusedCandidateIsLookedAtAgainAfterAWhile() {
        refuse("8", RefusalReason.THIS_UPDATE_IN_FUTURE);
        assertThat(refusals.recent("place", "8", NOW.plusSeconds(1))).isTrue();
        assertThat(refusals.recent("place", "9", NOW.plusSeconds(1))).isFalse();
        assertThat(refusals.recent("place", "8", NOW.plusSeconds(15))).isFalse();
        refusals.settle("place");
        assertThat(refusals.sentences()).isEmpty();
    }

    private void refuse(String candidate, RefusalReason reason) {
        refusals.add(
                "place", "CRL " + candidate, candidate, new Refuse<>(reason, "It is forged."), NOW);
    }
}
