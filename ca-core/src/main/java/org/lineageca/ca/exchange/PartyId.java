package org.lineageca.ca.exchange;

import org.lineageca.octets.Octets;

/** Names an installation: the SHA-256 of its exchange key's DER SubjectPublicKeyInfo. */
public record PartyId(Octets sha256) {

    public PartyId {
        if (sha256.length() != 32) {
            throw new IllegalArgumentException("a party id has 32 octets, got " + sha256.length());
        }
    }

    public static PartyId ofPublicKey(Octets subjectPublicKeyInfo) {
        return new PartyId(subjectPublicKeyInfo.sha256());
    }

    @Override
    public String toString() {
        return sha256.toHex();
    }
}
