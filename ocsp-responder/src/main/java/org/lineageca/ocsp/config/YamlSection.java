package org.lineageca.ocsp.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** One level of a YAML file, read key by key; every error names the file and the key. */
final class YamlSection {

    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h|d)");

    private final Path file;
    private final String path;
    private final Map<?, ?> values;
    private final Set<String> known = new HashSet<>();

    private YamlSection(Path file, String path, Map<?, ?> values) {
        this.file = file;
        this.path = path;
        this.values = values;
    }

    static YamlSection of(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            var loaded = new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(reader);
            return new YamlSection(file, "", loaded instanceof Map<?, ?> map ? map : Map.of());
        } catch (IOException e) {
            throw new ConfigurationException(
                    "configuration file %s cannot be read: %s. Name another with -Dlineage.config=FILE."
                            .formatted(file, e.getMessage()));
        } catch (YAMLException e) {
            throw new ConfigurationException(
                    "configuration file %s is not YAML: %s".formatted(file, e.getMessage()));
        }
    }

    /** The section of that name; an absent one is empty. */
    YamlSection section(String key) {
        var value = value(key);
        if (value == null) {
            return new YamlSection(file, path + key + ".", Map.of());
        }
        if (value instanceof Map<?, ?> map) {
            return new YamlSection(file, path + key + ".", map);
        }
        throw wrong(key, "must have keys below it");
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    String text(String key) {
        var text = optionalText(key);
        if (text == null) {
            throw wrong(key, "is missing");
        }
        return text;
    }

    /** The same, or null where nothing is said. */
    @Nullable String optionalText(String key) {
        var value = value(key);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    /** A list of words; an absent one is empty. */
    List<String> texts(String key) {
        return switch (value(key)) {
            case null -> List.of();
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case Object other -> throw wrong(key, "must be a list such as [a, b], not " + other);
        };
    }

    /** A list of sections; an absent one is empty. */
    List<YamlSection> sections(String key) {
        var sections = new ArrayList<YamlSection>();
        switch (value(key)) {
            case null -> {} // none
            case List<?> list -> {
                for (var item : list) {
                    var place = "%s%s[%d].".formatted(path, key, sections.size());
                    if (!(item instanceof Map<?, ?> map)) {
                        throw wrong(key, "must be a list of entries with keys below them");
                    }
                    sections.add(new YamlSection(file, place, map));
                }
            }
            case Object other -> throw wrong(key, "must be a list, not " + other);
        }
        return sections;
    }

    int number(String key, int otherwise, int least, int most) {
        var value = value(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        throw wrong(key, "must be a number from %d to %d, not %s".formatted(least, most, value));
    }

    boolean flag(String key, boolean otherwise) {
        return switch (value(key)) {
            case null -> otherwise;
            case Boolean flag -> flag;
            case Object other -> throw wrong(key, "must be true or false, not " + other);
        };
    }

    /** A number with its unit: ms, s, m, h or d. */
    Duration duration(String key, Duration otherwise) {
        var duration = optionalDuration(key);
        return duration == null ? otherwise : duration;
    }

    /** The same, or null where nothing is said. */
    @Nullable Duration optionalDuration(String key) {
        var value = value(key);
        if (value == null) {
            return null;
        }
        var match = DURATION.matcher(value.toString());
        if (!match.matches()) {
            throw wrong(key, "must be a duration such as 30s, 15m or 12h, not " + value);
        }
        var amount = Long.parseLong(match.group(1));
        var duration =
                switch (match.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                };
        if (duration.isZero()) {
            throw wrong(key, "must be longer than nothing");
        }
        return duration;
    }

    /** Refuses keys that nobody asked for: most often they are misspelt. */
    void end() {
        for (var key : values.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                throw wrong(String.valueOf(key), "is not known; known here are " + known);
            }
        }
    }

    private @Nullable Object value(String key) {
        known.add(key);
        return values.get(key);
    }

    ConfigurationException wrong(String key, String what) {
        return new ConfigurationException("%s: %s%s %s".formatted(file, path, key, what));
    }
}
