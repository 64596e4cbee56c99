package org.lineageca.console.language;

import java.util.Set;
import java.util.regex.Pattern;

/** Tells words for people from names for machines. */
final class Wording {

    private static final Pattern WORDS =
            Pattern.compile(
                    "(?s).*[a-z]['\",.;:)]*"
                            + " ['\"(]?[A-Za-z].*|[\\s,]*[A-Z][a-z]+[.…]?|.*[a-z]{3,}[.…]");

    private static final Pattern A_WORD = Pattern.compile("(?s).*[a-z]{2,}.*");

    /** Whoever is given a text shows it. */
    private static final Pattern SHOWS =
            Pattern.compile(
                    "new (Span|Badge|Button|Paragraph|H[1-6]|Text|ListItem|Details|RouterLink|Callout|Pre|Term|Description|Legend)|new"
                            + " \\w+(Field|Area|Picker|Box|Group)(<>)?"
                            + "|setHeader|setText|setLabel|setPlaceholder|setHelperText|setHeaderTitle|setEmptyStateText"
                            + "|setAriaLabel|setTitle|setErrorMessage|with");

    /** To these it is a name, a form, or for the log. */
    private static final Set<String> NOT_SHOWN =
            Set.of(
                    "case",
                    "new Code",
                    "equals",
                    "addClassName",
                    "addClassNames",
                    "setClassName",
                    "removeClassName",
                    "removeClassNames",
                    "executeJs",
                    "ofPattern",
                    "inUtc",
                    "every",
                    "empty",
                    "open",
                    "compile",
                    "replaceAll",
                    "addMetaTag",
                    "info",
                    "warn",
                    "error",
                    "debug",
                    "new CertificateException",
                    "new IllegalArgumentException",
                    "new IllegalStateException",
                    "new IOException",
                    "new UncheckedIOException");

    /** The same in every language, what is signed as it is, and styles. */
    private static final Set<String> NAMES =
            Set.of(
                    "Lineage",
                    "English",
                    "Deutsch",
                    "Strict",
                    "Java",
                    "Micronaut",
                    "Vaadin",
                    "Jetty",
                    "noRevAvail",
                    "must staple",
                    "p50 %s, p90 %s",
                    "d MMM",
                    "d. MMM",
                    "Certificates that were asked for",
                    "%s: {request: %s, issuer: %s}",
                    "noopener noreferrer",
                    "crossing-label before",
                    "text/plain; charset=utf-8");

    /** Speak to browsers. */
    private static final Set<String> HEADERS =
            Set.of(
                    "access/AccessFilter.java",
                    "access/SessionCookie.java",
                    "browser/BrowserRules.java",
                    "browser/PlainPage.java");

    private static final String SCRIPT = "return (async () => {";

    private Wording() {}

    static boolean isSaid(ConsoleSources.Literal literal) {
        if (NOT_SHOWN.contains(literal.user())
                || NAMES.contains(literal.text())
                || HEADERS.contains(literal.file())
                || literal.text().startsWith(SCRIPT)) {
            return false;
        }
        return WORDS.matcher(literal.text()).matches()
                || (SHOWS.matcher(literal.user()).matches()
                        && A_WORD.matcher(literal.text()).matches());
    }
}
