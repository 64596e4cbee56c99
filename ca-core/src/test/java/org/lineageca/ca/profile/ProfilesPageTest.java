package org.lineageca.ca.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about profiles says what is so. */
class ProfilesPageTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");
    private static final Pattern MEMBER = Pattern.compile("(?m)^([a-z-]+):");

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "profiles.md"));
    }

    @Test
    void everyExampleCanBeUsed() throws IOException {
        var examples = EXAMPLE.matcher(page()).results().map(result -> result.group(1)).toList();
        assertThat(examples).hasSizeGreaterThanOrEqualTo(2);
        examples.forEach(example -> assertThat(ProfileReader.read(example).yaml()).isNotEmpty());
    }

    @Test
    void everyKeyOfTheReadyMadeDocumentsIsExplained() throws IOException {
        var page = page();
        for (var document : ReadyMade.values()) {
            assertThat(page).contains("`" + document.text() + "`");
            MEMBER.matcher(document.yaml())
                    .results()
                    .map(result -> result.group(1))
                    .forEach(member -> assertThat(page).containsPattern("\\| `" + member + "[`.]"));
        }
    }
}
