package org.lineageca.console.certificates;

import java.util.List;
import java.util.Objects;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.SearchTerm;
import org.lineageca.ca.lifecycle.SearchTerm.Source;
import org.lineageca.console.language.Texts;
import org.lineageca.octets.Octets;

/**
 * What was looked for, and what that was taken for.
 *
 * @param query the same as short as it can be: for an address
 * @param sentence for people; empty where there is nothing to say
 */
record Taken(String query, String sentence) {

    private static final Texts TEXTS = Texts.of(Taken.class);

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
                    case CERTIFICATE -> TEXTS.say("taken-for-a-certificate-sha", sha256);
                    case REQUEST -> TEXTS.say("taken-for-a-request-sha", sha256);
                    case PUBLIC_KEY -> TEXTS.say("taken-for-a-public-key", sha256);
                    case UNTOLD -> TEXTS.say("taken-for-a-sha-256");
                };
        if (first.isEmpty()) {
            return taken
                    + switch (source) {
                        case CERTIFICATE -> TEXTS.say("it-was-not-issued-here");
                        case REQUEST -> TEXTS.say("nothing-was-issued-for-it");
                        case PUBLIC_KEY -> TEXTS.say("nothing-was-issued-over-it");
                        case UNTOLD -> TEXTS.say("no-certificate-key-or-request");
                    };
        }
        if (first.stream().anyMatch(found -> Objects.equals(found.sha256(), sha256))) {
            return TEXTS.say("it-is-the-certificates-own", taken);
        }
        return taken
                + switch (source) {
                    case CERTIFICATE, UNTOLD -> TEXTS.say("it-is-that-of-the");
                    case REQUEST -> TEXTS.say("these-were-issued-for-it");
                    case PUBLIC_KEY -> TEXTS.say("these-were-issued-over-it");
                };
    }

    private static String words(SearchTerm.Words words, List<CertificateRecord> first) {
        var serial = words.serial();
        if (serial == null) {
            return "";
        }
        for (var found : first) {
            if (found.serial().hex().equals(serial)) {
                return TEXTS.say("taken-for-a-serial-number");
            }
            if (found.serial().equals(words.decimal())) {
                return TEXTS.say("taken-for-a-serial-number-in", found.serial());
            }
        }
        return first.isEmpty() && serial.length() == SHA1_DIGITS
                ? TEXTS.say("taken-for-a-serial-number-if")
                : TEXTS.say("taken-for-a-part-of");
    }
}
