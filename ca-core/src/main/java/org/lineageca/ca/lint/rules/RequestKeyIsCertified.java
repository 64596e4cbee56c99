package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.guard.KeyFlaw;
import org.lineageca.ca.guard.KnownModuli;
import org.lineageca.ca.guard.WeakKeys;
import org.lineageca.ca.lint.Lint;

/** The key is of a kind and strength that is certified, and not one that others can factor. */
final class RequestKeyIsCertified implements Lint<RequestFields> {

    private static final WeakKeys WEAK = new WeakKeys(KnownModuli.NONE);

    @Override
    public String source() {
        return "BR 6.1.1.3, 6.1.5, 6.1.6";
    }

    @Override
    public Optional<String> check(RequestFields subject) {
        return WEAK.find(subject.publicKey()).map(KeyFlaw::text);
    }
}
