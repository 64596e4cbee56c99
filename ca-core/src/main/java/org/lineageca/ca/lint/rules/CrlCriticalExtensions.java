package org.lineageca.ca.lint.rules;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.lineageca.ca.lint.Lint;

/** issuingDistributionPoint and deltaCRLIndicator are critical, nothing else is. */
final class CrlCriticalExtensions implements Lint<CrlFields> {

    private static final Set<ASN1ObjectIdentifier> CRITICAL =
            Set.of(Extension.issuingDistributionPoint, Extension.deltaCRLIndicator);

    @Override
    public String source() {
        return "RFC 5280 5.2, 5.2.4, 5.2.5";
    }

    @Override
    public Optional<String> check(CrlFields subject) {
        var extensions = subject.tbs().getExtensions();
        return extensions == null
                ? Optional.empty()
                : Arrays.stream(extensions.getExtensionOIDs())
                        .filter(type ->
                                extensions.getExtension(type).isCritical()
                                        != CRITICAL.contains(type))
                        .findFirst()
                        .map(
                                "extension %s is critical and should not be, or the other way round"
                                        ::formatted);
    }
}
