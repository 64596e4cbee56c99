package org.lineageca.ca.lint;

import java.util.Optional;

/**
 * One rule.
 *
 * @param <S> what it looks at: the parsed to-be-signed structure with what is known of its issuer
 */
public interface Lint<S> {

    /** The clause it enforces. */
    String source();

    /** What is wrong; empty if nothing. */
    Optional<String> check(S subject);

    /** Whether it blocks. */
    default Severity severity() {
        return Severity.ERROR;
    }

    /** The class name in snake case. */
    default String name() {
        return getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(java.util.Locale.ROOT);
    }
}
