package org.lineageca.console.settings;

import java.util.List;

/**
 * Settings of one kind.
 *
 * @param sentence where they are changed
 */
record SettingsSheet(String title, String sentence, List<String> headers, List<List<String>> rows) {

    SettingsSheet {
        headers = List.copyOf(headers);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
