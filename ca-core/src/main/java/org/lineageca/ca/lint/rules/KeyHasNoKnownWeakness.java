package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.guard.KeyFlaw;
import org.lineageca.ca.guard.KnownModuli;
import org.lineageca.ca.guard.WeakKeys;
import org.lineageca.ca.lint.Lint;

/** The key is not one that others can factor. */
final class KeyHasNoKnownWeakness implements Lint<CertificateFields> {

    private static final WeakKeys WEAK = new WeakKeys(KnownModuli.NONE);

    @Override
    public String source() {
        return "BR 6.1.1.3, CVE-2017-15361";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return RsaKeys.of(subject.key())
                .flatMap(key -> WEAK.findIn(key.getModulus()))
                .map(KeyFlaw::text);
    }
}
