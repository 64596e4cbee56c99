package org.lineageca.ocsp.protocol;

import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.lineageca.octets.Octets;

/**
 * The part of a CertID that names the issuer: name and key, hashed (RFC 6960 4.1.1).
 *
 * @param hashAlgorithm content octets of the algorithm's OBJECT IDENTIFIER; it need not be one of
 *     {@link HashAlgorithm}
 * @param nameHash of the DER of the issuer's name
 * @param keyHash of the bits of the issuer's public key, without tag, length and unused-bits octet
 */
public record IssuerId(Octets hashAlgorithm, Octets nameHash, Octets keyHash) {

    /**
     * How the issuer with this name and key is named.
     *
     * @param name DER Name
     * @param publicKey DER SubjectPublicKeyInfo
     */
    public static IssuerId of(HashAlgorithm hash, Octets name, Octets publicKey) {
        return new IssuerId(hash.oid(), hash.of(name), hash.of(keyBits(publicKey)));
    }

    static Octets keyBits(Octets publicKey) {
        var info = SubjectPublicKeyInfo.getInstance(publicKey.toArray());
        return Octets.of(info.getPublicKeyData().getOctets());
    }
}
