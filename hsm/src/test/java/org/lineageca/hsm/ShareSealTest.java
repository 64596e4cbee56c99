package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.hsm.client.OneTimeKey;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.client.ShareSeal;
import org.lineageca.octets.Octets;

class ShareSealTest {

    private static final String TEXT = "LS1-0a1b2c3d-1-2of3-ABCDE";
    private static final int KEY_LENGTH = 91;
    private static final int TAG_LENGTH = 16;

    private final OneTimeKey key = OneTimeKey.draw(new SecureRandom());

    @Test
    void onlyTheKeyItIsSealedToOpensIt() {
        var sealed = ShareSeal.seal(TEXT, key.publicKey());

        assertThat(new String(key.open(sealed), StandardCharsets.UTF_8)).isEqualTo(TEXT);
        var another = OneTimeKey.draw(new SecureRandom());
        assertThatThrownBy(() -> another.open(sealed)).isInstanceOf(ShareRefusedException.class);
    }

    @Test
    void noTwoSealsOfOneTextAreAlike() {
        var one = ShareSeal.seal(TEXT, key.publicKey());
        var other = ShareSeal.seal(TEXT, key.publicKey());

        assertThat(one.length())
                .isEqualTo(other.length())
                .isEqualTo(KEY_LENGTH + TEXT.length() + TAG_LENGTH);
        assertThat(octets(one, 0)).isNotEqualTo(octets(other, 0));
        assertThat(octets(one, KEY_LENGTH)).isNotEqualTo(octets(other, KEY_LENGTH));
    }

    @Test
    void whatWasChangedOrCutShortIsRefusedWhereverThatWas() {
        var sealed = ShareSeal.seal(TEXT, key.publicKey()).toArray();

        for (var at = 0; at < sealed.length; at++) {
            var changed = sealed.clone();
            changed[at] ^= 1;
            refused(changed);
            refused(Arrays.copyOf(sealed, at));
        }
    }

    /** On no curve at all, or on the curve's twin: a question for the key's octets. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void aPublicKeyThatIsNoPointOfTheCurveIsRefused(int last) {
        var sealed = ShareSeal.seal(TEXT, key.publicKey()).toArray();
        Arrays.fill(sealed, KEY_LENGTH - 64, KEY_LENGTH, (byte) 0);
        sealed[KEY_LENGTH - 1] = (byte) last;

        refused(sealed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp384r1", "secp521r1"})
    void nothingIsSealedToAKeyOnAnotherCurve(String curve) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        var other = Octets.of(generator.generateKeyPair().getPublic().getEncoded());

        assertThatThrownBy(() -> ShareSeal.seal(TEXT, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no key that a share can be sealed to");
    }

    @Test
    void theTextIsWipedOnceItIsSealed() {
        var text = TEXT.getBytes(StandardCharsets.UTF_8);
        ShareSeal.seal(text, key.publicKey());

        assertThat(text).containsOnly(0);
    }

    private void refused(byte[] sealed) {
        assertThatThrownBy(() -> key.open(Octets.of(sealed)))
                .isInstanceOf(ShareRefusedException.class)
                .hasMessageContaining("No share was taken")
                .hasNoCause();
    }

    private static byte[] octets(Octets sealed, int from) {
        return Arrays.copyOfRange(sealed.toArray(), from, sealed.length());
    }
}
