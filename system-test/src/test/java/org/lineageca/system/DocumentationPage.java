package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** What a page shows to be copied. */
final class DocumentationPage {

    private static final int BLOCK_INDENT = 4;

    private DocumentationPage() {}

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
