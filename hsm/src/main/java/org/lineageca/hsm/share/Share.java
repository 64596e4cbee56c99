package org.lineageca.hsm.share;

import java.util.Arrays;
import org.lineageca.hsm.client.ShareSet;
import org.lineageca.octets.Octets;

/** One custodian's part of a PIN, in the clear. */
public final class Share implements AutoCloseable {

    static final int LENGTH = PinSecret.LENGTH + PinSecret.CHECK_LENGTH;

    private final ShareSet set;
    private final int index;

    /** The share's value for each octet of the secret, then the secret's check value. */
    private final byte[] content;

    /** Takes the content over. */
    Share(ShareSet set, int index, byte[] content) {
        this.set = set;
        this.index = index;
        this.content = content;
    }

    public ShareSet set() {
        return set;
    }

    /** Its number in the set, from 1: the x of Shamir's scheme. */
    public int index() {
        return index;
    }

    /**
     * What tells this share from any other and tells nothing about it: the SHA-256 of its text up
     * to the groups, and of the octets these stand for.
     */
    public Octets commitment() {
        return SecretDigest.of(heading(), content);
    }

    /** Overwrites it. */
    @Override
    public void close() {
        Arrays.fill(content, (byte) 0);
    }

    /** For messages: which share it is. */
    @Override
    public String toString() {
        return "share %d of set %s".formatted(index, set);
    }

    /** How its text begins. */
    String heading() {
        return "LS1-%s-%d-%dof%d-".formatted(set.id(), index, set.quorum(), set.shares());
    }

    byte[] content() {
        return content;
    }

    Octets check() {
        return Octets.of(Arrays.copyOfRange(content, PinSecret.LENGTH, LENGTH));
    }
}
