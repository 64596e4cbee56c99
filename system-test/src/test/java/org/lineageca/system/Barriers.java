package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What axe finds seriously wrong with a page for people who use it otherwise than most. Our pages
 * have no frames. The script stays in a page that is looked at again.
 */
final class Barriers {

    /**
     * A finding is as serious as axe rates its rule, whatever is found: rules rated less than
     * serious take half of the time, and are left out.
     */
    private static final String RUN =
            """
            async ([only]) => {
                const serious = ['serious', 'critical'];
                const found = await axe.run(document, {
                    resultTypes: ['violations'],
                    ...(only
                        ? {runOnly: {type: 'rule', values: [only]}}
                        : {rules: Object.fromEntries(axe._audit.rules
                            .filter(rule => rule.impact && !serious.includes(rule.impact))
                            .map(rule => [rule.id, {enabled: false}]))})
                });
                return found.violations
                    .filter(each => serious.includes(each.impact))
                    .map(each => each.id + ': ' + each.help + ' ' + each.nodes
                        .map(node => node.html + ' ' + node.failureSummary).join('; '));
            }
            """;

    private static final String SCRIPT = script();

    private Barriers() {}

    private static String script() {
        try (var script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            if (script == null) {
                throw new IllegalStateException("axe.min.js is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void assertNone(Page page) {
        assertNone(page, "");
    }

    /** Those that colours make. */
    static void assertNoneOfColours(Page page) {
        assertNone(page, "color-contrast");
    }

    private static void assertNone(Page page, String only) {
        if (page.evaluate("!window.axe").equals(true)) {
            page.evaluate(SCRIPT);
        }
        assertThat(page.evaluate(RUN, List.of(only))).isEqualTo(List.of());
    }
}
