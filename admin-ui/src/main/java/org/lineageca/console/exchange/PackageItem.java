package org.lineageca.console.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * An act that a package asks for, or a ceremony whose results it brings.
 *
 * @param lines what is asked for, or what was made; who approved it
 * @param plan the text that people approved
 * @param minutes of the ceremony, PDF; null for a request
 */
record PackageItem(String title, List<String> lines, String plan, @Nullable Octets minutes) {
    PackageItem {
        lines = List.copyOf(lines);
    }
}
