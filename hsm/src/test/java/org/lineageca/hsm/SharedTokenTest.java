package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.ShareRecipient;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.client.ShareStatus.State;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.share.ShareForgery;
import org.lineageca.hsm.softhsm.TemporarySharedToken;
import org.lineageca.octets.Octets;

class SharedTokenTest {

    private static final Octets DIGEST = Octets.of(new byte[32]);

    @Test
    void anyQuorumOpensItAndFewerDoNot() {
        try (var token = TemporarySharedToken.start("root")) {
            var blank = token.shared().status();
            assertThat(blank.state()).isEqualTo(State.BLANK);
            assertThat(blank.proposed()).isNull();
            assertThat(blank.present()).isNull();

            var shares = token.initialise(3, 5);
            assertThat(token.shared().status().state()).isEqualTo(State.ACTIVE);
            var key =
                    token.signer()
                            .generate(
                                    "root-1",
                                    KeyAlgorithm.P256,
                                    EnumSet.of(KeyPurpose.CERTIFICATE, KeyPurpose.EXCHANGE));
            token.deactivate();

            var locked = token.offer(shares.get(4));
            assertThat(locked.state()).isEqualTo(State.LOCKED);
            locked = token.offer(shares.get(1));
            assertThat(locked.state()).isEqualTo(State.LOCKED);
            assertThat(Objects.requireNonNull(locked.present()).indices()).containsExactly(2, 5);
            refusesEverything(token);
            var open = token.offer(shares.get(2));
            assertThat(open.state()).isEqualTo(State.ACTIVE);
            assertThat(Objects.requireNonNull(open.present()).indices()).isEmpty();
            assertThat(open.oneTimePublicKey().length()).isZero();
            assertThat(token.signer().findById(key.handle().keyId())).contains(key);
            assertThat(
                            token.signer()
                                    .sign(
                                            key.handle(),
                                            KeyPurpose.EXCHANGE,
                                            SignatureAlgorithm.ECDSA_SHA256,
                                            DIGEST)
                                    .length())
                    .isPositive();
            assertThatThrownBy(() -> token.shared().offer(Octets.of(new byte[384])))
                    .isInstanceOf(ShareRefusedException.class)
                    .hasMessageContaining("no share is wanted");
            token.deactivate();
            token.offer(shares.get(0));
            token.offer(shares.get(3));
            assertThat(token.offer(shares.get(1)).state()).isEqualTo(State.ACTIVE);
            assertThat(token.exitStatuses()).containsExactly(6, 6);
        }
    }

    @Test
    void everyShareMustComeBackBeforeTheTokenIsMade() {
        try (var token = TemporarySharedToken.start("root")) {
            refusesImpossibleProposals(token);
            var first = token.propose(2, 2);
            token.offer(first.get(0));
            var shares = token.propose(2, 4);
            assertThatThrownBy(() -> token.offer(first.get(1)))
                    .isInstanceOf(ShareRefusedException.class);
            assertThat(Objects.requireNonNull(token.shared().status().proposed()).confirmed())
                    .as("of the proposal that took the place of the first")
                    .isEmpty();
            for (var i = 0; i < 3; i++) {
                var status = token.offer(shares.get(i));
                assertThat(status.state()).isEqualTo(State.BLANK);
                assertThat(Objects.requireNonNull(status.proposed()).confirmed()).hasSize(i + 1);
            }
            refusesEverything(token);
            assertThat(token.token().objects()).isEmptyDirectory();

            assertThat(token.offer(shares.get(3)).state()).isEqualTo(State.ACTIVE);
        }
    }

    @Test
    void aProposalDiesWithItsSigner() {
        try (var token = TemporarySharedToken.start("root")) {
            var lost = token.propose(2, 2);
            token.offer(lost.get(0));
            token.restartSigner();
            assertThatThrownBy(() -> token.offer(lost.get(1)))
                    .isInstanceOf(ShareRefusedException.class)
                    .hasMessageContaining("blank and nothing is proposed");

            var shares = token.propose(2, 2);
            assertThatThrownBy(() -> token.offer(lost.get(1)))
                    .isInstanceOf(ShareRefusedException.class)
                    .hasMessageContaining("share 2 of set " + lost.get(1).substring(4, 12))
                    .hasMessageContaining("shares of set " + shares.get(0).substring(4, 12));
            token.offer(shares.get(0));
            assertThat(token.offer(shares.get(1)).state()).isEqualTo(State.ACTIVE);
        }
    }

    @Test
    void sharesThatAreNoUseAreNamedAndSpoilNothing() {
        try (var token = TemporarySharedToken.start("root")) {
            var shares = token.initialise(3, 4);
            var before = token.exitStatuses().size();
            token.deactivate();
            token.offer(shares.get(0));
            var set = shares.get(1).substring(4, 12);

            refused(token, shares.get(0), "Share 1 of set " + set, "handed in already");
            refused(token, mistyped(shares.get(1)), "share 2 of set " + set, "mistyped");
            refused(token, "LS1-nonsense", "no share's text");
            refused(
                    token,
                    ShareForgery.of(shares.get(1)),
                    "share 2 of set " + set,
                    "not the share that was issued to custodian 2");
            refused(token, shares.get(1).replace("3of4", "2of4"), "share 2 of set " + set);
            for (var i = 0; i < 40; i++) {
                refused(token, mistyped(shares.get(2)), "share 3 of set " + set);
            }
            assertThatThrownBy(() -> token.shared().offer(Octets.of(new byte[384])))
                    .isInstanceOf(ShareRefusedException.class)
                    .hasMessageContaining("cannot be opened");

            token.offer(shares.get(3));
            assertThat(token.offer(shares.get(2)).state()).isEqualTo(State.ACTIVE);
            assertThat(token.exitStatuses()).hasSize(before + 1);
        }
    }

    private static void refused(TemporarySharedToken token, String share, String... why) {
        assertThatThrownBy(() -> token.offer(share))
                .isInstanceOf(ShareRefusedException.class)
                .message()
                .contains(why);
    }

    /** One character of the groups is another. */
    private static String mistyped(String share) {
        var position = share.length() - 20;
        return share.substring(0, position)
                + (share.charAt(position) == 'X' ? 'Y' : 'X')
                + share.substring(position + 1);
    }

    private static void refusesEverything(TemporarySharedToken token) {
        var signer = token.signer();
        for (var use :
                List.<Runnable>of(
                        signer::health,
                        signer::keys,
                        () ->
                                signer.generate(
                                        "a", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL)))) {
            var start = System.nanoTime();
            assertThatThrownBy(use::run)
                    .isInstanceOf(TokenUnavailableException.class)
                    .hasMessageMatching(".*is (locked|blank): .*");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("what shares are missing for is not asked for again until time is up")
                    .isLessThan(Duration.ofSeconds(45));
        }
    }

    private static void refusesImpossibleProposals(TemporarySharedToken token) {
        assertThatThrownBy(() -> token.propose(1, 3))
                .isInstanceOf(ShareRefusedException.class)
                .hasMessageContaining("1 of 3 shares");
        assertThatThrownBy(() -> token.propose(3, 2)).isInstanceOf(ShareRefusedException.class);
        assertThatThrownBy(() -> token.propose(0, 0)).isInstanceOf(ShareRefusedException.class);
        var twice = new ShareRecipient("alice", null);
        assertThatThrownBy(() -> token.shared().propose(2, List.of(twice, twice)))
                .isInstanceOf(ShareRefusedException.class)
                .hasMessageContaining("alice would get two shares");
        assertThatThrownBy(() -> token.propose(2, 33)).isInstanceOf(IllegalArgumentException.class);
        assertThat(token.propose(32, 32)).hasSize(32);
    }
}
