package org.lineageca.console.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.lifecycle.CertificateChronicle.Change;
import org.lineageca.ca.lifecycle.CertificateChronicle.Life;
import org.lineageca.ca.lifecycle.CertificateChronicle.Told;
import org.lineageca.ca.lifecycle.CertificateChronicle.Turn;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.ShowCertificate.Shown;
import org.lineageca.ca.lifecycle.ShowTransparency.Transparency;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.console.picture.StatusLine.Moment;
import org.lineageca.console.picture.StatusLine.Span;
import org.lineageca.console.picture.StatusLine.Standing;
import org.lineageca.octets.Octets;

class LifeStoryTest {

    private static final Instant ASKED = Instant.parse("2026-11-01T08:00:00Z");
    private static final Instant UNTIL = ASKED.plus(Duration.ofDays(90));
    private static final Octets KEY = Octets.of(new byte[32]);

    private static Shown shown(
            @Nullable Instant signed, List<Turn> turns, @Nullable RevocationReason reason) {
        var serial = SerialNumber.ofHex("0a");
        return new Shown(
                new CertificateRecord(
                        new GenerationId(KEY),
                        serial,
                        "tls-server",
                        "CN=a.example",
                        List.of("dns:a.example"),
                        ASKED,
                        UNTIL,
                        ASKED,
                        "machine",
                        signed == null ? null : KEY,
                        reason == null
                                ? null
                                : new RevocationEntry(serial, turns.getLast().at(), reason, null)),
                null,
                new Life(
                        1,
                        KEY,
                        signed,
                        turns,
                        true,
                        turns.isEmpty()
                                ? List.of()
                                : List.of(
                                        new Told(
                                                "shard-3-delta",
                                                17,
                                                turns.getLast().at().plusSeconds(60)))),
                null,
                List.of(),
                List.of(),
                null);
    }

    @Test
    void aGoodOneIsGoodToItsEnd() {
        var story =
                LifeStory.of(
                        shown(ASKED.plusSeconds(1), List.of(), null),
                        Optional.of(new Transparency(ASKED, List.of())),
                        ASKED.plusSeconds(9));
        assertThat(story.spans()).containsExactly(new Span(Standing.GOOD, ASKED, UNTIL));
        assertThat(story.moments())
                .extracting(Moment::what, Moment::who)
                .containsExactly(
                        tuple("asked for", "machine"),
                        tuple("precertificate signed", ""),
                        tuple("issued", ""),
                        tuple("will expire", ""));
    }

    @Test
    void everyTurnEndsAStretchAndTheCrlThatToldItIsNamed() {
        var held = ASKED.plus(Duration.ofDays(1));
        var released = ASKED.plus(Duration.ofDays(2));
        var revoked = ASKED.plus(Duration.ofDays(3));
        var story =
                LifeStory.of(
                        shown(
                                ASKED,
                                List.of(
                                        new Turn(
                                                held,
                                                "o",
                                                Change.HELD,
                                                RevocationReason.CERTIFICATE_HOLD,
                                                ""),
                                        new Turn(released, "o", Change.RELEASED, null, "found"),
                                        new Turn(
                                                revoked,
                                                "p",
                                                Change.REVOKED,
                                                RevocationReason.SUPERSEDED,
                                                "")),
                                RevocationReason.SUPERSEDED),
                        Optional.empty(),
                        UNTIL.plusSeconds(1));
        assertThat(story.spans())
                .containsExactly(
                        new Span(Standing.GOOD, ASKED, held),
                        new Span(Standing.HELD, held, released),
                        new Span(Standing.GOOD, released, revoked),
                        new Span(Standing.REVOKED, revoked, UNTIL));
        assertThat(story.moments())
                .extracting(Moment::what, Moment::note)
                .containsExactly(
                        tuple("asked for", "from here on it counts as issued"),
                        tuple("issued", "the signature was recorded"),
                        tuple("put on hold", ""),
                        tuple("released", "found"),
                        tuple("revoked: superseded", ""),
                        tuple("told by CRL 17", "Shard 3, delta"),
                        tuple("expired", ""));
    }

    @Test
    void whatWasRevokedBeforeItWasValidOrAfterItExpiredIsDrawnWithinItsValidity() {
        var before = new Turn(ASKED.minusSeconds(9), "o", Change.REVOKED, null, "");
        var after = new Turn(UNTIL.plusSeconds(9), "o", Change.REVOKED, null, "");
        assertThat(
                        LifeStory.of(shown(ASKED, List.of(before), null), Optional.empty(), ASKED)
                                .spans())
                .containsExactly(new Span(Standing.REVOKED, ASKED, UNTIL));
        assertThat(
                        LifeStory.of(shown(ASKED, List.of(after), null), Optional.empty(), UNTIL)
                                .spans())
                .containsExactly(new Span(Standing.GOOD, ASKED, UNTIL));
    }

    @Test
    void thePageOfAnIntentHasNothingToDecodeButCanBeRevoked() {
        var page =
                CertificatePresenter.page(
                        shown(null, List.of(), null), Optional.empty(), () -> ASKED);
        assertThat(page.decoded()).isNull();
        assertThat(page.title()).isEqualTo("CN=a.example");
        assertThat(page.isRevocable()).isTrue();
        assertThat(page.isHeld()).isFalse();
        assertThat(page.chain()).isEmpty();
        assertThat(page.timeline().table().rows()).hasSize(2);
    }

    @Test
    void whatIsRevokedForGoodIsNotRevokedAgainAndAHoldIs() {
        var turn = List.of(new Turn(ASKED, "o", Change.REVOKED, null, ""));
        assertThat(page(shown(ASKED, turn, RevocationReason.SUPERSEDED)).isRevocable()).isFalse();
        var held = page(shown(ASKED, turn, RevocationReason.CERTIFICATE_HOLD));
        assertThat(held.isRevocable()).isTrue();
        assertThat(held.isHeld()).isTrue();
    }

    private static CertificatePage page(Shown shown) {
        return CertificatePresenter.page(shown, Optional.empty(), () -> ASKED);
    }
}
