package org.lineageca.ca.decoding;

import java.util.ArrayList;
import java.util.Map;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierId;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;

/** A certificate policy with the name it is known by (CA/Browser Forum BR 7.1.6.1, S/MIME BR). */
final class PolicyText {

    private static final Map<String, String> KNOWN =
            Map.of(
                    "2.5.29.32.0", "anyPolicy",
                    "2.23.140.1.1", "extended validation",
                    "2.23.140.1.2.1", "domain validated",
                    "2.23.140.1.2.2", "organization validated",
                    "2.23.140.1.2.3", "individual validated",
                    "2.23.140.1.3", "extended validation of code",
                    "2.23.140.1.4.1", "code signing");

    private PolicyText() {}

    static String of(PolicyInformation policy) {
        var oid = policy.getPolicyIdentifier().getId();
        var parts = new ArrayList<String>();
        parts.add(KNOWN.containsKey(oid) ? oid + " (" + KNOWN.get(oid) + ")" : oid);
        var qualifiers = policy.getPolicyQualifiers();
        if (qualifiers != null) {
            for (var element : qualifiers) {
                var qualifier = PolicyQualifierInfo.getInstance(element);
                parts.add(
                        qualifier.getPolicyQualifierId().equals(PolicyQualifierId.id_qt_cps)
                                ? "CPS " + qualifier.getQualifier()
                                : "with a notice");
            }
        }
        return String.join(", ", parts);
    }
}
