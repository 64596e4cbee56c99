package org.lineageca.console.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class TextsTest {

    private static final Path TEXTS = Path.of("src/main/resources/org/lineageca/console");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");

    private static ConsoleSources sources = new ConsoleSources(List.of(), List.of());

    @BeforeAll
    static void read() throws IOException {
        sources = ConsoleSources.read();
    }

    @Test
    void everyTextIsThereInBothLanguagesWithTheSamePlaceholders() throws IOException {
        for (var feature : features()) {
            var english = texts(feature, "texts.properties");
            var german = texts(feature, "texts_de.properties");
            assertThat(german.keySet()).as(feature).isEqualTo(english.keySet());
            english.forEach((key, text) -> {
                var name = feature + " " + key;
                assertThat(placeholders(german.getOrDefault(key, "")))
                        .as(name)
                        .isEqualTo(placeholders(text));
                assertThat(List.of(text, german.getOrDefault(key, "")))
                        .as(name + " has no apostrophe alone: it would swallow what follows")
                        .noneMatch(each -> each.replace("''", "").contains("'"));
                assertThat(new MessageFormat(german.getOrDefault(key, ""), Locale.GERMAN))
                        .as(name)
                        .isNotNull();
            });
        }
    }

    @Test
    void everyTextThatIsSaidIsThereAndEveryTextIsSaid() throws IOException {
        assertThat(sources.uses())
                .as("texts are named where they are said")
                .noneMatch(use -> use.key() == null);
        var said =
                sources.uses().stream()
                        .collect(
                                Collectors.groupingBy(
                                        ConsoleSources.Use::feature,
                                        TreeMap::new,
                                        Collectors.mapping(
                                                use -> String.valueOf(use.key()),
                                                Collectors.toCollection(TreeSet::new))));
        var there = new TreeMap<String, Set<String>>();
        for (var feature : features()) {
            there.put(feature, new TreeSet<>(texts(feature, "texts.properties").keySet()));
        }
        assertThat(said).isEqualTo(there);
    }

    @Test
    void nothingIsSaidThatStandsInTheCode() {
        assertThat(sources.literals())
                .as("words for people belong into texts.properties and texts_de.properties")
                .filteredOn(Wording::isSaid)
                .isEmpty();
    }

    private static Set<String> features() throws IOException {
        try (var folders = Files.list(TEXTS)) {
            return folders.map(folder -> String.valueOf(folder.getFileName()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Map<String, String> texts(String feature, String file) throws IOException {
        var read = new Properties();
        try (var in =
                Files.newBufferedReader(
                        TEXTS.resolve(feature).resolve(file), StandardCharsets.UTF_8)) {
            read.load(in);
        }
        return read.stringPropertyNames().stream()
                .collect(
                        Collectors.toMap(key -> key, read::getProperty, (a, _) -> a, TreeMap::new));
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
