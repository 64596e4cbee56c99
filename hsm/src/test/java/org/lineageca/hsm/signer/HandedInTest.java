package org.lineageca.hsm.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.client.ShareSet;
import org.lineageca.hsm.share.KnownSet;
import org.lineageca.hsm.share.PinSecret;
import org.lineageca.hsm.share.PinSplit;
import org.lineageca.hsm.share.Share;

class HandedInTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<Share> present = split("aaaaaaaa");
    private final List<Share> next = split("bbbbbbbb");

    @Test
    void sharesAreForgottenTenMinutesAfterTheLast() {
        var handedIn = new HandedIn("root", known(present), null);
        handedIn.propose(known(next));
        var before = present.get(0).commitment();
        handedIn.take(present.get(0), NOON);
        handedIn.take(next.get(2), NOON.plus(Duration.ofMinutes(9)));

        assertThat(handedIn.forgetIdle(NOON.plus(Duration.ofMinutes(18)))).isFalse();
        assertThat(handedIn.forgetIdle(NOON.plus(Duration.ofMinutes(19)))).isTrue();
        assertThat(handedIn.forgetIdle(NOON.plus(Duration.ofMinutes(30)))).isFalse();

        assertThat(Objects.requireNonNull(handedIn.presentSet()).indices()).isEmpty();
        assertThat(Objects.requireNonNull(handedIn.proposedSet()).confirmed()).isEmpty();
        assertThat(present.get(0).commitment()).as("of a wiped share").isNotEqualTo(before);
        // The proposal itself stays: its shares can be handed in again.
        handedIn.take(next.get(0), NOON.plus(Duration.ofMinutes(31)));
    }

    @Test
    void afterAChangeThatWasCutShortSharesOfBothSetsAreTaken() {
        var handedIn = new HandedIn("root", known(present), known(next));
        handedIn.take(present.get(0), NOON);
        handedIn.take(next.get(0), NOON);
        assertThat(handedIn.quorum()).isEmpty();
        handedIn.take(next.get(1), NOON);

        var right = handedIn.quorum().orElseThrow();
        assertThat(right.known().set().id()).isEqualTo("bbbbbbbb");
        handedIn.settle(right);

        assertThat(Objects.requireNonNull(handedIn.presentSet()).set().id()).isEqualTo("bbbbbbbb");
        assertThat(handedIn.unsettledSet()).isNull();
        assertThatThrownBy(() -> handedIn.take(present.get(1), NOON))
                .isInstanceOf(ShareRefusedException.class)
                .hasMessageContaining("share 2 of set aaaaaaaa (2 of 3)")
                .hasMessageContaining("shares of set bbbbbbbb (2 of 3) are wanted");
    }

    @Test
    void whereTheRecordWasLostTheFirstShareSaysWhichSetIsCollected() {
        var handedIn = new HandedIn("root", null, null);
        handedIn.take(present.get(0), NOON);
        assertThatThrownBy(() -> handedIn.take(next.get(0), NOON))
                .isInstanceOf(ShareRefusedException.class);
        assertThat(handedIn.presentSet()).isNull();
        assertThat(Objects.requireNonNull(handedIn.unsettledSet()).indices()).containsExactly(1);

        handedIn.wipe();

        handedIn.take(next.get(1), NOON);
        handedIn.take(next.get(2), NOON);
        assertThat(handedIn.quorum()).isPresent();
    }

    @Test
    void aShareThatIsRefusedIsWiped() {
        var handedIn = new HandedIn("root", known(present), null);
        var before = next.get(0).commitment();

        assertThatThrownBy(() -> handedIn.take(next.get(0), NOON))
                .isInstanceOf(ShareRefusedException.class);

        assertThat(next.get(0).commitment()).isNotEqualTo(before);
    }

    private static KnownSet known(List<Share> shares) {
        return KnownSet.of(shares.getFirst().set(), shares);
    }

    private static List<Share> split(String id) {
        try (var secret = PinSecret.draw(RANDOM)) {
            return PinSplit.split(secret, new ShareSet(id, 2, 3), RANDOM);
        }
    }
}
