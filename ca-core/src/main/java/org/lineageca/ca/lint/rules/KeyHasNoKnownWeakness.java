package org.lineageca.ca.lint.rules;

import java.io.IOException;
import java.util.Optional;
import org.lineageca.ca.guard.KeyFlaw;
import org.lineageca.ca.guard.KnownModuli;
import org.lineageca.ca.guard.WeakKeys;
import org.lineageca.ca.lint.Lint;
import org.lineageca.octets.Octets;

/** The key is not one that others can factor. */
final class KeyHasNoKnownWeakness implements Lint<CertificateFields> {

    private static final WeakKeys WEAK = new WeakKeys(KnownModuli.NONE);

    @Override
    public String source() {
        return "BR 6.1.1.3, CVE-2017-15361";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        try {
            return RsaKeys.of(subject.key()).isEmpty()
                    ? Optional.empty()
                    : WEAK.find(Octets.of(subject.key().getEncoded()))
                            .filter(flaw -> flaw.kind() != KeyFlaw.Kind.UNACCEPTABLE)
                            .map(flaw -> flaw.text());
        } catch (IOException e) {
            return Optional.of("the key has no encoding: " + e.getMessage());
        }
    }
}
