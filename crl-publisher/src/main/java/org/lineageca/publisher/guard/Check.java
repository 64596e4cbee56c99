package org.lineageca.publisher.guard;

import java.util.List;
import java.util.Optional;

/** One thing that must hold of an {@code E}. */
interface Check<E> {

    /** What does not hold. */
    record Finding(RefusalReason reason, String why) {
        <T> Verdict<T> refusal() {
            return new Verdict.Refuse<>(reason, why);
        }
    }

    Optional<Finding> finding(E examined);

    /** The first finding of the checks in their order. */
    static <E> Optional<Finding> first(List<Check<E>> checks, E examined) {
        return checks.stream().flatMap(check -> check.finding(examined).stream()).findFirst();
    }

    static Optional<Finding> require(boolean holds, RefusalReason reason, String otherwise) {
        return holds ? Optional.empty() : Optional.of(new Finding(reason, otherwise));
    }
}
