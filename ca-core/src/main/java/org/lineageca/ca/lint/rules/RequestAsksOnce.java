package org.lineageca.ca.lint.rules;

import java.util.Collections;
import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** Extensions are asked for by one attribute of one value, each once. */
final class RequestAsksOnce implements Lint<RequestFields> {

    @Override
    public String source() {
        return "RFC 2985 5.4.2, RFC 5280 4.2";
    }

    @Override
    public Optional<String> check(RequestFields subject) {
        var asked = subject.extensionRequests();
        if (asked.size() > 1) {
            return Optional.of(asked.size() + " lists of extensions are asked for");
        }
        var types = asked.stream().flatMap(RequestFields::types).toList();
        return types.stream()
                .filter(type -> Collections.frequency(types, type) > 1)
                .findFirst()
                .map(type -> "the extension " + type + " is asked for twice");
    }
}
