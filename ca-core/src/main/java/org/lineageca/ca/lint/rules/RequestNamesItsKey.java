package org.lineageca.ca.lint.rules;

import java.io.IOException;
import java.util.Optional;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.octets.Octets;

/** A request is over the generation's own key and subject. */
final class RequestNamesItsKey implements Lint<CaRequestUnderLint> {

    @Override
    public String source() {
        return "RFC 2986 4.1";
    }

    @Override
    public Optional<String> check(CaRequestUnderLint subject) {
        var identity = subject.content().generation();
        try {
            var key = Octets.of(subject.info().getSubjectPublicKeyInfo().getEncoded());
            if (!key.equals(identity.key().publicKey())) {
                return Optional.of("the key is not that of generation " + identity.id());
            }
        } catch (IOException e) {
            return Optional.of("the key cannot be read: " + e.getMessage());
        }
        return DistinguishedName.read(subject.info().getSubject()).equals(identity.name())
                ? Optional.empty()
                : Optional.of("the subject is not " + identity.name());
    }
}
