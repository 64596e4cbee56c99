package org.lineageca.ca.lint.rules;

import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;
import org.lineageca.ca.lint.Lint;

/**
 * A dNSName is labels of letters, digits and hyphens, none longer than 63, all no longer than 253.
 */
final class DnsNameSyntax implements Lint<CertificateFields> {

    private static final int MOST = 253;

    /** A star is the affair of another rule. */
    private static final String LABEL = "[a-zA-Z0-9*]([a-zA-Z0-9*-]{0,61}[a-zA-Z0-9*])?";

    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

    @Override
    public String source() {
        return "RFC 5280 4.2.1.6, RFC 1034 3.5, RFC 1123 2.1";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.names(GeneralName.dNSName).stream()
                .filter(name ->
                        name.length() > MOST
                                || !NAME.matcher(name.startsWith("*.") ? name.substring(2) : name)
                                        .matches())
                .findFirst()
                .map("'%s' is no host name"::formatted);
    }
}
