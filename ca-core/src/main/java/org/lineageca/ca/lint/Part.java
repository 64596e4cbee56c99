package org.lineageca.ca.lint;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A rule on a part of what is looked at, under its own name.
 *
 * @param <S> the whole
 * @param <P> the part
 */
public record Part<S, P>(Lint<P> rule, Function<S, P> part) implements Lint<S> {

    /** The same for some rules. */
    public static <S, P> List<Lint<S>> of(List<Lint<P>> rules, Function<S, P> part) {
        return rules.stream().<Lint<S>>map(rule -> new Part<>(rule, part)).toList();
    }

    @Override
    public String source() {
        return rule.source();
    }

    @Override
    public Severity severity() {
        return rule.severity();
    }

    @Override
    public String name() {
        return rule.name();
    }

    @Override
    public Optional<String> check(S subject) {
        return rule.check(part.apply(subject));
    }
}
