package org.lineageca.console.browser;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.language.Audience;
import org.lineageca.console.language.Texts;

/**
 * A page for when there can be no view: no script, nothing to load, nothing but what is to be said.
 *
 * @param title what happened
 * @param sentences why, and what to do
 * @param reference finds the line in the log; null where nothing was logged
 * @param onward the address to go on at; null where there is none
 */
public record PlainPage(
        String title, List<String> sentences, @Nullable String reference, @Nullable Onward onward) {

    private static final Texts TEXTS = Texts.of(PlainPage.class);

    public static final String CONTENT_TYPE = "text/html; charset=utf-8";

    /** Where one may go from here. */
    public record Onward(String text, String address) {}

    /**
     * As HTML.
     *
     * @param nonce what the content security policy of the answer allows style by
     */
    public String html(String nonce) {
        var body = new StringBuilder("<h1>").append(escaped(title)).append("</h1>");
        sentences.forEach(sentence -> body.append("<p>").append(escaped(sentence)).append("</p>"));
        if (onward != null) {
            body.append("<p><a href=\"")
                    .append(escaped(onward.address()))
                    .append("\">")
                    .append(escaped(onward.text()))
                    .append("</a></p>");
        }
        if (reference != null) {
            body.append("<p class=\"reference\">")
                    .append(escaped(TEXTS.say("reference")))
                    .append(" <code>")
                    .append(escaped(reference))
                    .append("</code></p>");
        }
        return """
        <!DOCTYPE html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s – Lineage</title>
        <style nonce="%s">
        html { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
        html { color: light-dark(#1a1d23, #eef1f6); background: light-dark(#ffffff, #16191f); }
        a { color: light-dark(#0b57d0, #9ec1ff); }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
        main { max-width: 36rem; padding: 2rem; }
        h1 { font-size: 1.6rem; margin: 0 0 1rem; }
        .reference { font-size: 0.875rem; margin-block-start: 2rem; }
        </style>
        </head>
        <body><main>%s</main></body>
        </html>
        """
                .formatted(Audience.language().tag(), escaped(title), escaped(nonce), body);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
