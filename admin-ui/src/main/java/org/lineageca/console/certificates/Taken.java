package org.lineageca.console.certificates;

import java.util.List;
import java.util.Objects;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.SearchTerm;
import org.lineageca.ca.lifecycle.SearchTerm.Source;
import org.lineageca.octets.Octets;

/**
 * What was looked for, and what that was taken for.
 *
 * @param query the same as short as it can be: for an address
 * @param sentence for people; empty where there is nothing to say
 */
record Taken(String query, String sentence) {

    private static final int SHA1_DIGITS = 40;
    private static final int LONGEST_WORDS = 200;

    /**
     * Says it.
     *
     * @param first the newest that were found: none, one or more
     */
    static Taken of(SearchTerm term, List<CertificateRecord> first) {
        return switch (term) {
            case SearchTerm.All _ -> new Taken("", "");
            case SearchTerm.Digest(var sha256, var source) ->
                    new Taken(sha256.toHex(), digest(sha256, source, first));
            case SearchTerm.Words words -> new Taken(query(words), words(words, first));
        };
    }

    private static String query(SearchTerm.Words words) {
        var text = words.text();
        return text.length() <= LONGEST_WORDS ? text : text.substring(0, LONGEST_WORDS);
    }

    private static String digest(Octets sha256, Source source, List<CertificateRecord> first) {
        var taken =
                switch (source) {
                    case CERTIFICATE -> "Taken for a certificate, SHA-256 " + sha256 + ".";
                    case REQUEST -> "Taken for a request, SHA-256 " + sha256 + ".";
                    case PUBLIC_KEY -> "Taken for a public key, SHA-256 " + sha256 + ".";
                    case UNTOLD -> "Taken for a SHA-256.";
                };
        if (first.isEmpty()) {
            return taken
                    + switch (source) {
                        case CERTIFICATE -> " It was not issued here.";
                        case REQUEST -> " Nothing was issued for it here.";
                        case PUBLIC_KEY -> " Nothing was issued over it here.";
                        case UNTOLD -> " No certificate, key or request here has it.";
                    };
        }
        if (first.stream().anyMatch(found -> Objects.equals(found.sha256(), sha256))) {
            return taken + " It is the certificate's own.";
        }
        return taken
                + switch (source) {
                    case CERTIFICATE, UNTOLD -> " It is that of the key, or of the request.";
                    case REQUEST -> " These were issued for it.";
                    case PUBLIC_KEY -> " These were issued over it.";
                };
    }

    private static String words(SearchTerm.Words words, List<CertificateRecord> first) {
        var serial = words.serial();
        if (serial == null) {
            return "";
        }
        for (var found : first) {
            if (found.serial().hex().equals(serial)) {
                return "Taken for a serial number in hexadecimal digits: it is the whole number.";
            }
            if (found.serial().equals(words.decimal())) {
                return "Taken for a serial number in decimal digits: in hexadecimal ones it is %s."
                        .formatted(found.serial());
            }
        }
        return first.isEmpty() && serial.length() == SHA1_DIGITS
                ? "Taken for a serial number. If it is a SHA-1 fingerprint: those are not kept. Give the SHA-256 or the certificate."
                : "Taken for a part of a name, or the beginning of a serial number.";
    }
}
