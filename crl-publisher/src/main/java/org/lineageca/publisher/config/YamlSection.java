package org.lineageca.publisher.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** One mapping of a YAML file; every key in it must be asked for. */
final class YamlSection {

    private final Path file;
    private final String path;
    private final Map<String, Object> unread;

    private YamlSection(Path file, String path, Map<String, Object> unread) {
        this.file = file;
        this.path = path;
        this.unread = unread;
    }

    static YamlSection read(Path file) throws IOException {
        try {
            Object root =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            return new YamlSection(file, "", mapping(file, "the file", root));
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(
                    "There is no configuration file " + file + ". Nothing was started.");
        } catch (YAMLException e) {
            throw new ConfigurationException(file + " is not YAML: " + e.getMessage());
        }
    }

    YamlSection section(String key) throws ConfigurationException {
        return new YamlSection(file, name(key) + ".", mapping(file, name(key), value(key)));
    }

    YamlSection optionalSection(String key) throws ConfigurationException {
        return unread.containsKey(key)
                ? section(key)
                : new YamlSection(file, name(key) + ".", new HashMap<>());
    }

    boolean has(String key) {
        return unread.containsKey(key);
    }

    /** A list of mappings; none where the key is absent. */
    List<YamlSection> sections(String key) throws ConfigurationException {
        if (!unread.containsKey(key)) {
            return List.of();
        }
        if (!(value(key) instanceof List<?> list)) {
            throw wrong(key, "a list");
        }
        var sections = new ArrayList<YamlSection>();
        for (var entry : list) {
            var name = "%s[%d]".formatted(name(key), sections.size());
            sections.add(new YamlSection(file, name + ".", mapping(file, name, entry)));
        }
        return sections;
    }

    boolean flag(String key, boolean otherwise) throws ConfigurationException {
        if (!unread.containsKey(key)) {
            return otherwise;
        }
        if (value(key) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(key, "true or false");
    }

    Duration duration(String key, Duration otherwise) throws ConfigurationException {
        try {
            return Duration.parse(text(key, otherwise.toString()));
        } catch (DateTimeParseException e) {
            throw wrong(key, "an ISO 8601 duration such as PT60S or P366D");
        }
    }

    String text(String key) throws ConfigurationException {
        if (value(key) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong(key, "text");
    }

    String text(String key, String otherwise) throws ConfigurationException {
        return unread.containsKey(key) ? text(key) : otherwise;
    }

    int number(String key, int least, int most) throws ConfigurationException {
        if (value(key) instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        throw wrong(key, "a number from " + least + " to " + most);
    }

    int number(String key, int least, int most, int otherwise) throws ConfigurationException {
        return unread.containsKey(key) ? number(key, least, most) : otherwise;
    }

    /** Refuses keys nobody asked for: most likely a slip of the pen. */
    void nothingElse() throws ConfigurationException {
        if (!unread.isEmpty()) {
            throw new ConfigurationException(
                    "%s has %s, which is not a setting. Nothing was started. Correct or remove it."
                            .formatted(file, name(unread.keySet().iterator().next())));
        }
    }

    ConfigurationException wrong(String key, String expected) {
        return new ConfigurationException(
                "%s: %s must be %s. Nothing was started.".formatted(file, name(key), expected));
    }

    private Object value(String key) throws ConfigurationException {
        var value = unread.remove(key);
        if (value == null) {
            throw new ConfigurationException(
                    "%s lacks %s. Nothing was started.".formatted(file, name(key)));
        }
        return value;
    }

    private String name(String key) {
        return path + key;
    }

    private static Map<String, Object> mapping(Path file, String name, @Nullable Object value)
            throws ConfigurationException {
        if (!(value instanceof Map<?, ?> map)) {
            throw new ConfigurationException(
                    "%s: %s must be a mapping. Nothing was started.".formatted(file, name));
        }
        var sections = new HashMap<String, Object>();
        map.forEach((key, entry) -> sections.put(String.valueOf(key), entry));
        return sections;
    }
}
