package org.lineageca.ca.yaml;

import java.io.StringReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A place in a YAML document, so that what is wrong with it can be said with line and column.
 *
 * @param path the keys that lead to it, for people
 */
public record YamlNode(String path, Node node) {

    private static final int DEEPEST = 10;
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})([mhdy])");

    /**
     * Reads a document, without aliases and of bounded size and depth.
     *
     * @param name what it is, for people and as the first part of every path
     * @param largest in characters
     * @throws InvalidDescriptionException if it is empty or not YAML
     */
    public static YamlNode read(String name, String yaml, int largest) {
        try {
            var options = new LoaderOptions();
            options.setMaxAliasesForCollections(0);
            options.setCodePointLimit(largest);
            options.setNestingDepthLimit(DEEPEST);
            var node = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
            if (node == null) {
                throw new InvalidDescriptionException(name + ": the file is empty");
            }
            return new YamlNode(name, node);
        } catch (MarkedYAMLException e) {
            throw notYaml(name, e);
        } catch (YAMLException e) {
            throw new InvalidDescriptionException(
                    name + ": the file is not YAML: " + e.getMessage());
        }
    }

    private static InvalidDescriptionException notYaml(String name, MarkedYAMLException fault) {
        var mark = fault.getProblemMark();
        var context = fault.getContext() == null ? "" : fault.getContext() + ", ";
        return mark == null
                ? new InvalidDescriptionException(
                        name + ": the file is not YAML: " + fault.getMessage())
                : new Place(name, mark.getLine() + 1, mark.getColumn() + 1)
                        .wrong("this is not YAML: " + context + fault.getProblem());
    }

    public Optional<YamlNode> optional(String key) {
        return entries().stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .map(Entry::value);
    }

    /** The value of a key that must be there. */
    public YamlNode child(String key) {
        return optional(key).orElseThrow(() -> wrong("'" + key + "' is missing"));
    }

    /** Refuses keys that mean nothing here: a misspelt one would otherwise be a silent default. */
    public YamlNode only(String... keys) {
        var known = Arrays.asList(keys);
        for (var entry : entries()) {
            if (!known.contains(entry.key())) {
                throw entry.value()
                        .wrong(
                                "'"
                                        + entry.key()
                                        + "' is not known here; expected "
                                        + String.join(", ", keys));
            }
        }
        return this;
    }

    public record Entry(String key, YamlNode value) {}

    public List<Entry> entries() {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("expected keys and values");
        }
        Set<String> seen = new HashSet<>();
        return mapping.getValue().stream()
                .map(tuple -> {
                    var key = new YamlNode(path, tuple.getKeyNode()).text();
                    if (!seen.add(key)) {
                        throw new YamlNode(path, tuple.getKeyNode())
                                .wrong("'" + key + "' stands here twice");
                    }
                    return new Entry(key, new YamlNode(path + "." + key, tuple.getValueNode()));
                })
                .toList();
    }

    public List<YamlNode> elements() {
        if (!(node instanceof SequenceNode sequence)) {
            throw wrong("expected a list");
        }
        return sequence.getValue().stream()
                .map(element -> new YamlNode(path + "[]", element))
                .toList();
    }

    /** Whether a single value stands here, neither a list nor keys and values. */
    public boolean isValue() {
        return node instanceof ScalarNode;
    }

    public String text() {
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw wrong("expected a value");
        }
        return scalar.getValue();
    }

    public Duration duration() {
        var text = text();
        var matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw wrong("'" + text + "' is not a duration such as 5m, 12h, 90d or 10y");
        }
        var count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(365 * count);
        };
    }

    public <E extends Enum<E>> E oneOf(Class<E> type) {
        var text = text();
        return Arrays.stream(type.getEnumConstants())
                .filter(value ->
                        value.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_')))
                .findFirst()
                .orElseThrow(() ->
                        wrong(
                                "'"
                                        + text
                                        + "' is not one of "
                                        + Arrays.toString(type.getEnumConstants())));
    }

    /** Yes or no, also written true or false. */
    public boolean flag() {
        return switch (text()) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            case String other -> throw wrong("'" + other + "' is neither yes nor no");
        };
    }

    /** A whole number within bounds, both included. */
    public int number(int least, int most) {
        var text = text();
        if (text.matches("0|[1-9][0-9]{0,8}")) {
            var number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw wrong("'" + text + "' is not a number from " + least + " to " + most);
    }

    /** A value made of the text, its complaint placed here. */
    public <T> T parsed(Function<String, T> parser) {
        try {
            return parser.apply(text());
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /** Where it stands, to complain about it later. */
    public Place place() {
        var mark = node.getStartMark();
        return new Place(path, mark.getLine() + 1, mark.getColumn() + 1);
    }

    public InvalidDescriptionException wrong(String what) {
        return place().wrong(what);
    }
}
