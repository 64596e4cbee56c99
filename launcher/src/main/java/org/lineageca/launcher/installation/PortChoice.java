package org.lineageca.launcher.installation;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param base the first of seven ports in a row, or nothing
 * @param single ports named one by one; they win over {@code base}
 */
public record PortChoice(@Nullable Integer base, Map<PortUse, Integer> single) {

    public static final PortChoice NONE = new PortChoice(null, Map.of());

    public PortChoice {
        single = Map.copyOf(single);
    }

    /** The ports that result when nothing but the choice is changed. */
    public Ports over(Ports present) {
        var start = base == null ? present : Ports.from(base);
        var numbers = new EnumMap<PortUse, Integer>(start.numbers());
        numbers.putAll(single);
        return new Ports(numbers);
    }
}
