package org.lineageca.console.ceremony;

import java.net.URI;
import java.util.regex.Pattern;

/** Names that are kept free for examples, so that nothing is ever found under them (RFC 2606). */
final class ExampleNames {

    private static final Pattern NAME =
            Pattern.compile("(?i)(.*\\.)?(example|invalid|example\\.(com|net|org))\\.?");

    private ExampleNames() {}

    /** Whether a URL leads to one of them. */
    static boolean leads(String url) {
        var host = URI.create(url).getHost();
        return host != null && NAME.matcher(host).matches();
    }
}
