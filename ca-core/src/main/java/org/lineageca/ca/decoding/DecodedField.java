package org.lineageca.ca.decoding;

import java.util.List;

/**
 * One thing a certificate says.
 *
 * @param name a standard's word, or an object identifier where there is none here; once in a topic
 * @param isCritical whether it stands in an extension that is critical (RFC 5280 4.2)
 */
public record DecodedField(
        Topic topic, String name, boolean isCritical, Form form, List<String> values) {

    /** What it is about, in the order people ask. */
    public enum Topic {
        SUBJECT("Whose it is"),
        ISSUER("Who issued it"),
        VALIDITY("When it is valid"),
        KEY("Its key"),
        USE("What it may be used for"),
        STATUS("Where its status is told"),
        TRANSPARENCY("Transparency"),
        OTHER("Other extensions"),
        CERTIFICATE("The certificate itself");

        private final String title;

        Topic(String title) {
            this.title = title;
        }

        /** For people. */
        public String title() {
            return title;
        }
    }

    /** How its values are best shown. */
    public enum Form {
        TEXT,
        /** Digits to be compared one by one. */
        DIGITS,
        URL
    }

    public DecodedField {
        values = List.copyOf(values);
    }
}
