package org.lineageca.ca.decoding;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.lineageca.ca.issuance.Purposes;

/** What a key may be used for, by the names of RFC 5280 4.2.1.3 and 4.2.1.12. */
final class UsageText {

    /** In the order of their bits. */
    private static final Map<Integer, String> USAGES = usages();

    private UsageText() {}

    private static Map<Integer, String> usages() {
        var usages = new LinkedHashMap<Integer, String>();
        usages.put(KeyUsage.digitalSignature, "digitalSignature");
        usages.put(KeyUsage.nonRepudiation, "nonRepudiation");
        usages.put(KeyUsage.keyEncipherment, "keyEncipherment");
        usages.put(KeyUsage.dataEncipherment, "dataEncipherment");
        usages.put(KeyUsage.keyAgreement, "keyAgreement");
        usages.put(KeyUsage.keyCertSign, "keyCertSign");
        usages.put(KeyUsage.cRLSign, "cRLSign");
        usages.put(KeyUsage.encipherOnly, "encipherOnly");
        usages.put(KeyUsage.decipherOnly, "decipherOnly");
        return usages;
    }

    static List<String> of(KeyUsage usage) {
        return USAGES.entrySet().stream()
                .filter(each -> usage.hasUsages(each.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    static List<String> of(ExtendedKeyUsage purposes) {
        return Arrays.stream(purposes.getUsages())
                .map(purpose ->
                        purpose.equals(KeyPurposeId.anyExtendedKeyUsage)
                                ? "anyExtendedKeyUsage"
                                : Purposes.name(purpose.getId()))
                .toList();
    }
}
