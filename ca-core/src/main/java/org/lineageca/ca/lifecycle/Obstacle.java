package org.lineageca.ca.lifecycle;

import java.util.Locale;

/** Why a certificate is not made anew with its key and names. The first that holds is named. */
public enum Obstacle {
    /** Its signature never arrived, so nobody has it, and what it says is not on record. */
    NOT_RECORDED("its signature never arrived"),
    EXPIRED("it has expired"),
    /** Of the key: blocked, revoked for keyCompromise, weak, or not of a kind that is certified. */
    KEY("its key is not certified any more"),
    /** For a reason that lies with its subscriber, or one that is not known; also on hold. */
    REVOKED("it is revoked or on hold"),
    BY_SUBSCRIBER("its profile lets subscribers ask"),
    /** The profile, or a CA above, does not allow them any more. */
    NAMES("its names are not allowed any more"),
    /** The DNS does not permit it (RFC 8659), or does not answer. */
    CAA("the holders of its domains do not permit it"),
    /** A rule of the lint. */
    RULES("it would break a rule");

    private final String words;

    Obstacle(String words) {
        this.words = words;
    }

    /** As in results. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people, after "because". */
    public String words() {
        return words;
    }
}
