package org.lineageca.ca.lint.rules;

import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;
import org.lineageca.ca.lint.Lint;

/** An rfc822Name is a local part, an at sign and a host name. */
final class MailboxSyntax implements Lint<CertificateFields> {

    private static final Pattern MAILBOX =
            Pattern.compile("[^@\\s<>]{1,64}@[a-zA-Z0-9]([a-zA-Z0-9.-]{0,252}[a-zA-Z0-9])?");

    @Override
    public String source() {
        return "RFC 5280 4.2.1.6, RFC 2821 4.1.2";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return subject.names(GeneralName.rfc822Name).stream()
                .filter(name -> !MAILBOX.matcher(name).matches())
                .findFirst()
                .map("'%s' is no mailbox"::formatted);
    }
}
