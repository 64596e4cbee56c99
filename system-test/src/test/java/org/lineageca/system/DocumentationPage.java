package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a page shows to be copied. */
final class DocumentationPage {

    private static final int BLOCK_INDENT = 4;

    private static final Pattern BOLD = Pattern.compile("\\*\\*([^*]+)\\*\\*");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)[^):]*\\)");
    private static final String CONSOLE = "admin-ui/src/main";

    private DocumentationPage() {}

    /** What stands in bold in the sections that lead somebody: the names of what is on a screen. */
    static List<String> bold(String page) throws IOException {
        var text = Files.readString(Installation.launcher().resolveSibling(page));
        var guide = text.indexOf("## From nothing to");
        var led =
                guide < 0
                        ? text
                        : text.substring(guide, text.indexOf("## Runbooks", guide))
                                .replaceFirst("(?s)^.*?\\n### ", "");
        return BOLD.matcher(led).results().map(found -> found.group(1)).distinct().toList();
    }

    /** The files that a page links to or shows. */
    static List<String> linked(String page) throws IOException {
        var text = Files.readString(Installation.launcher().resolveSibling(page));
        return LINK.matcher(text).results().map(found -> found.group(1)).distinct().toList();
    }

    /** All that the console may say, in English and in its sources. */
    static String console() throws IOException {
        var said = new StringBuilder();
        try (var files = Files.walk(Installation.launcher().resolveSibling(CONSOLE))) {
            for (var file : files.toList()) {
                var name = String.valueOf(file.getFileName());
                if (name.endsWith(".java") || name.equals("texts.properties")) {
                    // An apostrophe is written twice in a pattern of MessageFormat.
                    said.append(Files.readString(file).replace("''", "'")).append('\n');
                }
            }
        }
        return said.toString();
    }

    /** The code of a section, block by block. */
    static List<String> blocks(String page, String heading) throws IOException {
        var lines = Files.readString(Installation.launcher().resolveSibling(page)).lines().toList();
        assertThat(lines).contains(heading);
        var section =
                lines.stream()
                        .skip(lines.indexOf(heading) + 1L)
                        .takeWhile(line -> !line.startsWith("## "))
                        .toList();
        var blocks = new ArrayList<String>();
        var block = new StringBuilder();
        for (var line : section) {
            if (line.startsWith(" ".repeat(BLOCK_INDENT)) || (line.isBlank() && !block.isEmpty())) {
                block.append(line.isBlank() ? "" : line.substring(BLOCK_INDENT)).append('\n');
            } else if (!block.isEmpty()) {
                blocks.add(block.toString());
                block.setLength(0);
            }
        }
        if (!block.isEmpty()) {
            blocks.add(block.toString());
        }
        return blocks;
    }
}
