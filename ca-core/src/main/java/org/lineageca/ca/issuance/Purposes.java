package org.lineageca.ca.issuance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.lineageca.ca.x509.ObjectIdentifierText;

/** What keys are for, by the names of RFC 5280 4.2.1.3 and 4.2.1.12. */
public final class Purposes {

    private static final Map<String, Integer> USAGES = usages();
    private static final Map<String, String> PURPOSES =
            Map.of(
                    "serverAuth",
                    KeyPurposeId.id_kp_serverAuth.getId(),
                    "clientAuth",
                    KeyPurposeId.id_kp_clientAuth.getId(),
                    "emailProtection",
                    KeyPurposeId.id_kp_emailProtection.getId(),
                    "codeSigning",
                    KeyPurposeId.id_kp_codeSigning.getId(),
                    "timeStamping",
                    KeyPurposeId.id_kp_timeStamping.getId(),
                    "OCSPSigning",
                    KeyPurposeId.id_kp_OCSPSigning.getId(),
                    // RFC 9336
                    "documentSigning",
                    "1.3.6.1.5.5.7.3.36");

    private Purposes() {}

    private static Map<String, Integer> usages() {
        var usages = new LinkedHashMap<String, Integer>();
        usages.put("digitalSignature", KeyUsage.digitalSignature);
        usages.put("nonRepudiation", KeyUsage.nonRepudiation);
        usages.put("keyEncipherment", KeyUsage.keyEncipherment);
        usages.put("keyAgreement", KeyUsage.keyAgreement);
        usages.put("keyCertSign", KeyUsage.keyCertSign);
        usages.put("cRLSign", KeyUsage.cRLSign);
        return usages;
    }

    /** The bit of a key usage, by its name. */
    public static Optional<Integer> keyUsage(String name) {
        return Optional.ofNullable(USAGES.get(name));
    }

    /** The names of the bits of a key usage, in order. */
    public static List<String> keyUsageNames(int bits) {
        return USAGES.entrySet().stream()
                .filter(usage -> (bits & usage.getValue()) != 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The object identifier of an extended key usage, by its name or itself. */
    public static Optional<String> extendedKeyUsage(String text) {
        return ObjectIdentifierText.isOne(text)
                ? Optional.of(text)
                : Optional.ofNullable(PURPOSES.get(text));
    }

    /** The name of an extended key usage, or its object identifier where it has none here. */
    public static String name(String oid) {
        return PURPOSES.entrySet().stream()
                .filter(purpose -> purpose.getValue().equals(oid))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(oid);
    }
}
