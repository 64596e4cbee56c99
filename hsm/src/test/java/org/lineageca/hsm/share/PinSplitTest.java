package org.lineageca.hsm.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.client.ShareSet;

class PinSplitTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void everyQuorumGivesBackThePinAndNothingLessDoes() {
        for (var shares = 2; shares <= 5; shares++) {
            for (var quorum = 2; quorum <= shares; quorum++) {
                var set = new ShareSet("00c0ffee", quorum, shares);
                try (var secret = PinSecret.draw(random)) {
                    var split = PinSplit.split(secret, set, random);
                    for (var choice = 1; choice < 1 << shares; choice++) {
                        var some = chosen(split, choice);
                        if (some.size() == quorum) {
                            try (var joined = PinSplit.join(some, random)) {
                                assertThat(joined.isSameAs(secret)).isTrue();
                            }
                        } else if (some.size() < quorum) {
                            assertThatThrownBy(() -> PinSplit.join(some, random))
                                    .isInstanceOf(ShareRefusedException.class);
                        }
                    }
                    PinSplit.check(split, secret, random);
                }
            }
        }
    }

    @Test
    void theSharesAreShamirsInTheFieldOfAes() {
        var set = new ShareSet("00c0ffee", 3, 32);
        try (var secret = PinSecret.draw(random)) {
            var split = PinSplit.split(secret, set, random);
            for (var octet = 0; octet < PinSecret.LENGTH; octet++) {
                assertThat(atZero(List.of(split.get(0), split.get(13), split.get(31)), octet))
                        .isEqualTo(secret.octets()[octet] & 0xff);
            }
        }
    }

    @Test
    void thePinIs32CharactersOfBase64Url() {
        try (var secret = PinSecret.draw(random)) {
            var pin = new String(secret.pinCharacters());

            assertThat(pin).matches("[A-Za-z0-9_-]{32}");
            assertThat(Base64.getUrlDecoder().decode(pin)).isEqualTo(secret.octets());
            assertThat(secret.pin()).isEqualTo(pin.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void aWipedSecretIsGone() {
        var secret = PinSecret.draw(random);
        secret.close();
        assertThat(secret.octets()).containsOnly(0);
    }

    @Test
    void aForgedShareIsFoundBeforeTheTokenIsAsked() {
        var set = new ShareSet("00c0ffee", 2, 3);
        try (var secret = PinSecret.draw(random)) {
            var split = PinSplit.split(secret, set, random);
            var known = KnownSet.of(set, split);
            split.get(1).content()[0] ^= 1;

            assertThatThrownBy(() -> known.check(split.get(1)))
                    .isInstanceOf(ShareRefusedException.class)
                    .hasMessageContaining("share 2 of set 00c0ffee (2 of 3)")
                    .hasMessageContaining("not the share that was issued to custodian 2");
            assertThatThrownBy(() -> PinSplit.join(split.subList(0, 2), random))
                    .isInstanceOf(ShareRefusedException.class)
                    .hasMessageContaining("[1, 2]");
            known.check(split.get(0));
            known.check(split.get(2));
        }
    }

    private static List<Share> chosen(List<Share> shares, int choice) {
        var some = new ArrayList<Share>();
        for (var share : shares) {
            if (((choice >> (share.index() - 1)) & 1) == 1) {
                some.add(share);
            }
        }
        return some;
    }

    /** Lagrange's polynomial of one octet of some shares at x = 0, without Bouncy Castle. */
    private static int atZero(List<Share> shares, int octet) {
        var sum = 0;
        for (var share : shares) {
            var product = share.content()[octet] & 0xff;
            for (var other : shares) {
                if (other != share) {
                    var quotient = times(other.index(), inverse(other.index() ^ share.index()));
                    product = times(product, quotient);
                }
            }
            sum ^= product;
        }
        return sum;
    }

    /** Multiplication modulo x^8 + x^4 + x^3 + x + 1 (FIPS 197 4.2). */
    private static int times(int first, int second) {
        var product = 0;
        var shifted = first;
        for (var bits = second; bits != 0; bits >>= 1) {
            if ((bits & 1) == 1) {
                product ^= shifted;
            }
            shifted = (shifted << 1) ^ ((shifted & 0x80) == 0 ? 0 : 0x11b);
        }
        return product;
    }

    private static int inverse(int value) {
        for (var candidate = 1; candidate < 256; candidate++) {
            if (times(value, candidate) == 1) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("zero has no inverse");
    }
}
