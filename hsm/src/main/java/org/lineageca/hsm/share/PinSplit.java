package org.lineageca.hsm.share;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter.Algorithm;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.client.ShareSet;

/**
 * Shamir's secret sharing, octet by octet in GF(2^8) with the polynomial of AES; share i is the
 * value at x = i.
 *
 * <p>Bouncy Castle keeps copies of what it is given and never wipes them, so it sees everything
 * under a mask that is wiped here. Added to the secret, a mask is added to every share, and the
 * other way round: it is a constant, and the scheme is linear.
 */
public final class PinSplit {

    private PinSplit() {}

    /** One share for each index of the set, in order; the caller wipes them. */
    public static List<Share> split(PinSecret secret, ShareSet set, SecureRandom random) {
        var mask = mask(random);
        try {
            var splitter =
                    ShamirSecretSplitter.getInstance(Algorithm.AES, PinSecret.LENGTH, random);
            var values =
                    splitter.resplit(
                                    under(mask, secret.octets(), PinSecret.LENGTH),
                                    set.quorum(),
                                    set.shares())
                            .getSecretShares();
            var check = secret.check(set.id()).toArray();
            var shares = new ArrayList<Share>(values.length);
            for (var value : values) {
                var content = under(mask, value.getEncoded(), Share.LENGTH);
                System.arraycopy(check, 0, content, PinSecret.LENGTH, check.length);
                shares.add(new Share(set, shares.size() + 1, content));
            }
            return List.copyOf(shares);
        } catch (IOException e) {
            throw new IllegalStateException("a share has no octets", e);
        } finally {
            Arrays.fill(mask, (byte) 0);
        }
    }

    /**
     * Joins as many shares of one set as its quorum.
     *
     * @param shares left to the caller to wipe
     * @throws ShareRefusedException when what they give does not fit the check value they carry
     */
    public static PinSecret join(List<Share> shares, SecureRandom random) {
        var mask = mask(random);
        try {
            var values =
                    shares.stream()
                            .map(share ->
                                    new ShamirSplitSecretShare(
                                            under(mask, share.content(), PinSecret.LENGTH),
                                            share.index()))
                            .toArray(ShamirSplitSecretShare[]::new);
            var masked = ShamirSplitSecret.getInstance(Algorithm.AES, values).getSecret();
            var secret = new PinSecret(under(mask, masked, PinSecret.LENGTH));
            checkJoined(secret, shares);
            return secret;
        } catch (IOException e) {
            throw new IllegalStateException("a share has no octets", e);
        } finally {
            Arrays.fill(mask, (byte) 0);
        }
    }

    /** Passes when the first and the last shares that make a quorum give back the secret. */
    public static void check(List<Share> shares, PinSecret secret, SecureRandom random) {
        var quorum = shares.getFirst().set().quorum();
        var choices =
                List.of(
                        shares.subList(0, quorum),
                        shares.subList(shares.size() - quorum, shares.size()));
        for (var some : choices) {
            try (var joined = join(some, random)) {
                if (!joined.isSameAs(secret)) {
                    throw new IllegalStateException("shares do not give back what was split");
                }
            }
        }
    }

    private static void checkJoined(PinSecret secret, List<Share> shares) {
        var set = shares.getFirst().set();
        var check = secret.check(set.id());
        if (!shares.stream().allMatch(share -> share.check().equals(check))) {
            secret.close();
            throw new ShareRefusedException(
                    "The shares %s of set %s do not belong together: at least one is not what was issued. The token was not asked. Hand in other shares of the set."
                            .formatted(shares.stream().map(Share::index).toList(), set));
        }
    }

    private static byte[] mask(SecureRandom random) {
        var mask = new byte[PinSecret.LENGTH];
        random.nextBytes(mask);
        return mask;
    }

    /**
     * A value put under the mask, or taken out from under it.
     *
     * @param length of the array to put it in
     */
    private static byte[] under(byte[] mask, byte[] value, int length) {
        var result = new byte[length];
        for (var i = 0; i < mask.length; i++) {
            result[i] = (byte) (value[i] ^ mask[i]);
        }
        return result;
    }
}
