package org.lineageca.ocsp.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a request line asks for.
 *
 * <p>OCSP is at {@code /}, {@code /ocsp} and {@code /ocsp/<label>}, where the label is 16
 * hexadecimal digits; a GET appends the request in base64 (RFC 6960 Appendix A.1). Its "/", "+" and
 * "=" come escaped once, twice or not at all, depending on clients and proxies.
 */
sealed interface RequestTarget {

    /**
     * OCSP.
     *
     * @param base64 the request in the path; empty for POST
     */
    record Ocsp(String base64) implements RequestTarget {

        /** The request's DER, or empty if this is not base64. */
        Optional<byte[]> request() {
            try {
                return Optional.of(Base64.getDecoder().decode(base64));
            } catch (IllegalArgumentException notBase64) {
                return Optional.empty();
            }
        }
    }

    /** A health page. */
    record HealthPage(Aspect aspect) implements RequestTarget {}

    /** What a health page is about. */
    enum Aspect {
        /** Whether nothing is wrong. */
        WHOLE,
        /** Whether questions would be answered now. */
        READY,
        /** Whether the program runs. */
        LIVE
    }

    /** Nothing here. */
    record Nothing() implements RequestTarget {}

    /** Every OCSPRequest is a SEQUENCE; its base64 begins with this. */
    char FIRST = 'M';

    String OCSP = "ocsp";
    int LABEL_LENGTH = 16;

    /**
     * Reads the request-target of an HTTP request line.
     *
     * @param uri in origin-form or absolute-form (RFC 9112 3.2)
     */
    static RequestTarget of(String uri) {
        var path = path(uri);
        switch (path) {
            case "health" -> {
                return new HealthPage(Aspect.WHOLE);
            }
            case "health/ready" -> {
                return new HealthPage(Aspect.READY);
            }
            case "health/live" -> {
                return new HealthPage(Aspect.LIVE);
            }
            default -> {}
        }
        if (path.isEmpty() || path.charAt(0) == FIRST) {
            return new Ocsp(path);
        }
        if (!path.equals(OCSP) && !path.startsWith(OCSP + "/")) {
            return new Nothing();
        }
        var rest = withoutSlashes(path.substring(OCSP.length()));
        if (beginsWithLabel(rest)) {
            rest = withoutSlashes(rest.substring(LABEL_LENGTH));
        }
        return new Ocsp(rest);
    }

    private static boolean beginsWithLabel(String path) {
        if (path.length() < LABEL_LENGTH
                || (path.length() > LABEL_LENGTH && path.charAt(LABEL_LENGTH) != '/')) {
            return false;
        }
        for (var i = 0; i < LABEL_LENGTH; i++) {
            if ("0123456789abcdef".indexOf(path.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String path(String uri) {
        var path = uri;
        if (!path.startsWith("/")) {
            var authority = path.indexOf("://");
            var slash = authority < 0 ? -1 : path.indexOf('/', authority + 3);
            path = slash < 0 ? "" : path.substring(slash);
        }
        var query = path.indexOf('?');
        if (query >= 0) {
            path = path.substring(0, query);
        }
        // "%" is not in base64: what still has one was escaped twice on its way.
        return withoutSlashes(unescaped(unescaped(path)));
    }

    /** Slashes double where a URL that ends in one is prolonged. */
    private static String withoutSlashes(String path) {
        var start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        return path.substring(start);
    }

    /** Resolves %-escapes (RFC 3986 2.1); a "%" that begins none stays. */
    private static String unescaped(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        var octets = new byte[path.length()];
        var length = 0;
        var i = 0;
        while (i < path.length()) {
            var escape =
                    path.charAt(i) == '%'
                            && i + 2 < path.length()
                            && HexFormat.isHexDigit(path.charAt(i + 1))
                            && HexFormat.isHexDigit(path.charAt(i + 2));
            octets[length++] =
                    (byte) (escape ? HexFormat.fromHexDigits(path, i + 1, i + 3) : path.charAt(i));
            i += escape ? 3 : 1;
        }
        return new String(octets, 0, length, StandardCharsets.ISO_8859_1);
    }
}
