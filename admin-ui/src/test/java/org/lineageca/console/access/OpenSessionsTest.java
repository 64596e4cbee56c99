package org.lineageca.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.admission.AdmitPerson;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.octets.Octets;

/** When sessions end, with a clock that is set by hand. */
class OpenSessionsTest {

    private static final Octets ANNAS = Octets.of(new byte[32]);
    private static final Octets BERTAS = ANNAS.sha256();
    private static final SessionSettings SETTINGS =
            new SessionSettings(Duration.ofMinutes(15), Duration.ofMinutes(2));

    private final Instant begin = Instant.parse("2026-11-22T08:00:00Z");
    private Instant now = begin;
    private final Standings standings = new Standings();
    private final OpenSessions sessions =
            new OpenSessions(new AdmitPerson(standings, () -> now), SETTINGS, () -> now);
    private final HeardPages pages = new HeardPages();
    private final OpenSession annas = new OpenSession("anna-1", ANNAS, pages, begin);

    OpenSessionsTest() {
        standings.register("anna", ANNAS);
        standings.register("berta", BERTAS);
        sessions.opened(annas);
    }

    private void lookAfter(Duration sinceBegin) {
        now = begin.plus(sinceBegin);
        sessions.look();
    }

    @Test
    void whoIsAwayIsToldInTimeAndThenSignedOut() {
        lookAfter(Duration.ofMinutes(13).minusSeconds(1));
        assertThat(pages.heard()).isEmpty();
        lookAfter(Duration.ofMinutes(13));
        lookAfter(Duration.ofMinutes(14));
        assertThat(pages.heard()).containsExactly("ends at 2026-11-22T08:15:00Z");
        assertThat(sessions.end("anna-1")).isEmpty();
        lookAfter(Duration.ofMinutes(15));
        assertThat(pages.heard()).last().isEqualTo("leaves for /signed-out?because=idle");
        assertThat(sessions.end("anna-1")).contains(new SessionEnd.Idle(Duration.ofMinutes(15)));
    }

    @Test
    void aKeyOrAClickKeepsItOpen() {
        lookAfter(Duration.ofMinutes(14));
        annas.use(now);
        lookAfter(Duration.ofMinutes(20));
        assertThat(pages.heard()).containsExactly("ends at 2026-11-22T08:15:00Z", "goes on");
        assertThat(sessions.end("anna-1")).isEmpty();
    }

    @Test
    void itIsOverAtItsTimeAlsoIfNobodyLooked() {
        now = begin.plus(Duration.ofMinutes(15));
        assertThat(sessions.end("anna-1")).isPresent();
        annas.use(now);
        assertThat(sessions.end("anna-1")).isPresent();
    }

    @Test
    void aRevocationEndsTheSessionsOfThatCertificateAtOnceAndNoOther() {
        var others = new HeardPages();
        sessions.opened(new OpenSession("berta-1", BERTAS, others, begin));
        standings.revoke("anna", ANNAS, begin, RevocationReason.KEY_COMPROMISE);
        lookAfter(Duration.ofSeconds(1));
        assertThat(pages.heard()).containsExactly("leaves for /signed-out");
        assertThat(others.heard()).isEmpty();
        assertThat(standings.reads()).isEqualTo(1);
    }

    @Test
    void aHoldEndsItToo() {
        standings.revoke("anna", ANNAS, begin, RevocationReason.CERTIFICATE_HOLD);
        lookAfter(Duration.ofSeconds(1));
        assertThat(pages.heard()).containsExactly("leaves for /signed-out");
    }

    @Test
    void aDatabaseThatIsAwayForAMomentEndsNoSessionButIdlenessDoes() {
        standings.goAway(true);
        lookAfter(Duration.ofMinutes(1));
        assertThat(pages.heard()).isEmpty();
        lookAfter(Duration.ofMinutes(15));
        assertThat(pages.heard()).containsExactly("leaves for /signed-out?because=idle");
    }

    @Test
    void whatItShowedIsForgottenAMomentLaterAndThatItIsOverIsNot() {
        lookAfter(Duration.ofMinutes(15));
        lookAfter(Duration.ofMinutes(15).plusSeconds(4));
        assertThat(pages.heard()).doesNotContain("discarded");
        lookAfter(Duration.ofMinutes(15).plusSeconds(5));
        assertThat(pages.heard()).last().isEqualTo("discarded");
        sessions.closed(annas);
        assertThat(sessions.end("anna-1")).isPresent();
        assertThat(sessions.end("anna-2")).isEmpty();
    }

    @Test
    void nobodyIsAskedAboutWhileNobodyIsThere() {
        sessions.closed(annas);
        lookAfter(Duration.ofSeconds(1));
        assertThat(standings.reads()).isZero();
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new SessionSettings(Duration.ofSeconds(5), Duration.ofSeconds(1)))
                .hasMessageContaining("from 1m to 12h");
        assertThatThrownBy(() -> new SessionSettings(Duration.ofMinutes(5), Duration.ofMinutes(5)))
                .hasMessageContaining("shorter than idle");
    }
}
