package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.transparency.SctList;
import org.lineageca.ca.x509.TransparencyExtensions;

/** SCTs are in a list that is not critical and not empty, of each log one at most. */
final class SctListIsWellFormed implements Lint<CertificateFields> {

    @Override
    public String source() {
        return "RFC 6962 3.2, 3.3, BR 7.1.2.11.3";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        var extension = subject.extension(TransparencyExtensions.SCT_LIST);
        if (extension.isEmpty()) {
            return Optional.empty();
        }
        if (extension.get().isCritical()) {
            return Optional.of("the list of SCTs is critical");
        }
        var list = TransparencyExtensions.list(extension.get());
        try {
            return SctList.decode(list).encoded().equals(list)
                    ? Optional.empty()
                    : Optional.of("the list of SCTs is not as it is to be written");
        } catch (IllegalArgumentException e) {
            return Optional.of("the list of SCTs cannot be read: " + e.getMessage());
        }
    }
}
