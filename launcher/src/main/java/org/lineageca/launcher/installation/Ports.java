package org.lineageca.launcher.installation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The TCP ports of an installation on 127.0.0.1: one for each use it has, all different. */
public record Ports(Map<PortUse, Integer> numbers) {

    private static final int DEFAULT_BASE = 8440;
    private static final int LAST = 65_535;

    public Ports {
        numbers = inOrder(numbers);
        var seen = new HashSet<Integer>();
        for (var use : PortUse.values()) {
            var number = numbers.get(use);
            if (number == null) {
                continue;
            }
            if (number < 1 || number > LAST) {
                throw new IllegalArgumentException(
                        "the port for %s must be 1 to %d, got %d"
                                .formatted(use.key(), LAST, number));
            }
            if (!seen.add(number)) {
                throw new IllegalArgumentException(
                        "port %d is given twice; the second time for %s"
                                .formatted(number, use.key()));
            }
        }
    }

    /** Of several ports that may not change, it is always the same one a refusal names. */
    private static Map<PortUse, Integer> inOrder(Map<PortUse, Integer> numbers) {
        var ordered = new EnumMap<PortUse, Integer>(PortUse.class);
        ordered.putAll(numbers);
        return Collections.unmodifiableMap(ordered);
    }

    public static Ports defaults() {
        return from(DEFAULT_BASE);
    }

    /** Seven ports in a row, console first. */
    public static Ports from(int base) {
        var numbers = new EnumMap<PortUse, Integer>(PortUse.class);
        for (var use : PortUse.values()) {
            numbers.put(use, base + use.offset());
        }
        return new Ports(numbers);
    }

    /**
     * Those of some uses.
     *
     * @throws IllegalArgumentException if one is missing
     */
    Ports only(Set<PortUse> uses) {
        var some = new EnumMap<PortUse, Integer>(PortUse.class);
        for (var use : uses) {
            var number = numbers.get(use);
            if (number == null) {
                throw new IllegalArgumentException("no port is given for " + use.key());
            }
            some.put(use, number);
        }
        return new Ports(some);
    }

    public int of(PortUse use) {
        var number = numbers.get(use);
        if (number == null) {
            throw new IllegalStateException("no port for " + use);
        }
        return number;
    }

    /** {@code 127.0.0.1:port}. */
    public String address(PortUse use) {
        return "127.0.0.1:" + of(use);
    }
}
