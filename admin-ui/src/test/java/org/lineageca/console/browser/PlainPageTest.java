package org.lineageca.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainPageTest {

    @Test
    void nothingThatIsSaidBecomesMarkup() {
        var page =
                new PlainPage(
                        "<b>",
                        List.of("CN=\"<script>alert(1)</script>\" & more"),
                        "<i>",
                        new PlainPage.Onward("<u>", "/\"><script>"));
        assertThat(page.html("n"))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; &amp; more")
                .doesNotContain("<script", "<b>", "<i>", "<u>");
    }

    @Test
    void referencesAreShortAndPlainAndFollowFromTheRandomSource() {
        var references = new References(new Random(7));
        var first = references.draw();
        assertThat(first).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
        assertThat(references.draw()).isNotEqualTo(first);
        assertThat(new References(new Random(7)).draw()).isEqualTo(first);
    }
}
