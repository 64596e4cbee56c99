package org.lineageca.ca.forecast;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Why a generation cannot be retired, or its key destroyed, at present. */
public sealed interface Hindrance {

    /** In English, for records and for machines; a page says it to its reader in its own words. */
    String sentence();

    /** What follows from the generation's state alone. */
    enum Standing implements Hindrance {
        NEVER_BEGAN("It has no certificate yet: it never began."),
        ONLY_STAGED("It is staged and has not issued: only what was disabled is retired."),
        ISSUES("It issues: cut over to another generation first."),
        RETIRED("It is retired already."),
        DESTROYED("Its key is destroyed already."),
        REVOKED("Its certificate is revoked: it is not retired, its key is destroyed."),
        FINAL_CRL_MISSING("Its final CRL is not out.");

        private final String sentence;

        Standing(String sentence) {
            this.sentence = sentence;
        }

        @Override
        public String sentence() {
            return sentence;
        }
    }

    /**
     * Only the key of a retired generation is destroyed.
     *
     * @param state what it is instead
     */
    record NotRetired(String state) implements Hindrance {

        @Override
        public String sentence() {
            return "It is " + state + ": it must be retired first.";
        }
    }

    /**
     * Certificates it answers for (BR 4.9.7, 4.9.10).
     *
     * @param count how many have not expired
     * @param last the latest notAfter among them
     */
    record Unexpired(long count, Instant last) implements Hindrance {

        @Override
        public String sentence() {
            return "It answers for "
                    + count
                    + (count == 1 ? " certificate that has" : " certificates that have")
                    + " not expired, the last on "
                    + last
                    + ".";
        }
    }

    /** All of them, one sentence after the other. */
    static String sentences(List<Hindrance> hindrances) {
        return hindrances.stream().map(Hindrance::sentence).collect(Collectors.joining(" "));
    }
}
