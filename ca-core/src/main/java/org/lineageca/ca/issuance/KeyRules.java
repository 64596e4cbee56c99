package org.lineageca.ca.issuance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.lineageca.ca.yaml.Place;
import org.lineageca.octets.Octets;

/**
 * Which keys are certified.
 *
 * @param curves of EC keys: P256, P384, P521; none for no EC keys
 * @param rsaFrom fewest bits of RSA keys; 0 for no RSA keys
 * @param rsaTo most bits of RSA keys
 */
public record KeyRules(List<String> curves, int rsaFrom, int rsaTo, Place place) {

    /** Names of curves in documents. */
    public static final List<String> CURVES = List.of("P256", "P384", "P521");

    private static final Map<ASN1ObjectIdentifier, String> NAMES =
            Map.of(
                    SECObjectIdentifiers.secp256r1,
                    "P256",
                    SECObjectIdentifiers.secp384r1,
                    "P384",
                    SECObjectIdentifiers.secp521r1,
                    "P521");

    public KeyRules {
        curves = List.copyOf(curves);
    }

    /**
     * Checks a key of an acceptable kind.
     *
     * @param publicKey DER SubjectPublicKeyInfo
     * @throws RefusedException naming the rule
     */
    void check(Octets publicKey) {
        var info = SubjectPublicKeyInfo.getInstance(publicKey.toArray());
        if (isRsa(info)) {
            var bits =
                    RSAPublicKey.getInstance(info.getPublicKeyData().getOctets())
                            .getModulus()
                            .bitLength();
            if (rsaFrom == 0 || bits < rsaFrom || bits > rsaTo) {
                throw refused("RSA of " + bits + " bits");
            }
            return;
        }
        var curve =
                info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier oid
                        ? NAMES.getOrDefault(oid, oid.getId())
                        : "an unnamed curve";
        if (!curves.contains(curve)) {
            throw refused("EC on " + curve);
        }
    }

    /**
     * The bits of a usage that a key can be used for: RSA agrees on no keys, and EC enciphers none
     * (RFC 3279 2.3.1, RFC 8813 3).
     */
    static int usable(int usage, Octets publicKey) {
        return usable(usage, isRsa(SubjectPublicKeyInfo.getInstance(publicKey.toArray())));
    }

    private static int usable(int usage, boolean rsa) {
        return rsa ? usage & ~KeyUsage.keyAgreement : usage & ~KeyUsage.keyEncipherment;
    }

    /** Whether a key of each kind allowed could be used for something. */
    public boolean allUsableFor(int usage) {
        return (curves.isEmpty() || usable(usage, false) != 0)
                && (rsaFrom == 0 || usable(usage, true) != 0);
    }

    private static boolean isRsa(SubjectPublicKeyInfo info) {
        return info.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption);
    }

    private RefusedException refused(String kind) {
        var allowed = new ArrayList<String>();
        if (!curves.isEmpty()) {
            allowed.add("EC on " + String.join(", ", curves));
        }
        if (rsaFrom > 0) {
            allowed.add("RSA of " + rsaFrom + " to " + rsaTo + " bits");
        }
        return RuleBroken.key(
                "its key is " + kind + "; allowed is " + String.join(" and ", allowed), place);
    }
}
