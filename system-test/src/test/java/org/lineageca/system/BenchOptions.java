package org.lineageca.system;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much of what is measured.
 *
 * @param numbers by name
 * @param parts which
 */
record BenchOptions(Map<String, Integer> numbers, Set<String> parts) {

    BenchOptions {
        numbers = Map.copyOf(numbers);
        parts = Set.copyOf(parts);
    }

    /** These, changed as the command line says: --seconds=N and the like, --parts=PART,… */
    BenchOptions with(String[] arguments) {
        var options = this;
        for (var argument : arguments) {
            options = options.with(argument);
        }
        return options;
    }

    private BenchOptions with(String argument) {
        var name = argument.replaceFirst("^--([a-z]+)=.*", "$1");
        var value = argument.substring(argument.indexOf('=') + 1);
        if (name.equals("parts")) {
            var some = List.of(value.split(",", -1));
            if (parts.containsAll(some)) {
                return new BenchOptions(numbers, Set.copyOf(some));
            }
        }
        if (numbers.containsKey(name) && value.matches("[1-9][0-9]{0,8}")) {
            var changed = new HashMap<>(numbers);
            changed.put(name, Integer.valueOf(value));
            return new BenchOptions(changed, parts);
        }
        throw new IllegalArgumentException(
                "'%s' is none of --parts=%s, %s"
                        .formatted(
                                argument,
                                parts.stream().sorted().collect(Collectors.joining(",")),
                                numbers.keySet().stream()
                                        .sorted()
                                        .map(number -> "--" + number + "=N")
                                        .collect(Collectors.joining(", "))));
    }

    int number(String name) {
        var number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException("no number is called " + name);
        }
        return number;
    }
}
