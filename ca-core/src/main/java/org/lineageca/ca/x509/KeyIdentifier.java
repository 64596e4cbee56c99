package org.lineageca.ca.x509;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.lineageca.octets.Octets;

/**
 * A subject key identifier: the leftmost 160 bits of the SHA-256 of the subjectPublicKey bits (RFC
 * 7093 2, method 1).
 */
public record KeyIdentifier(Octets value) {

    public static KeyIdentifier ofPublicKey(Octets subjectPublicKeyInfo) {
        var bits =
                SubjectPublicKeyInfo.getInstance(subjectPublicKeyInfo.toArray())
                        .getPublicKeyData()
                        .getOctets();
        return new KeyIdentifier(Octets.of(bits).sha256().first(20));
    }
}
