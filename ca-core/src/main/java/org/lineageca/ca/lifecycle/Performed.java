package org.lineageca.ca.lifecycle;

import org.lineageca.ca.authority.Generation;

/** What came of carrying out an act. */
public sealed interface Performed {

    /**
     * It is done.
     *
     * @param outcome what came of it, a sentence
     */
    record Done(String outcome) implements Performed {}

    /**
     * It has had its turn and goes on at once, when others have had theirs.
     *
     * @param progress how far it has come, a sentence
     */
    record GoesOn(String progress) implements Performed {}

    /**
     * It goes on later, from where it stands.
     *
     * @param reason what it waits for, a sentence
     */
    record Waits(String reason) implements Performed {

        /** For nothing any more: a key is to be certified that must not be. */
        static Waits forEnded(Generation generation) {
            return new Waits(
                    "%s is %s and is not certified anew; withdraw this act."
                            .formatted(
                                    generation.identity().name().commonName(), generation.state()));
        }

        /**
         * For a token that is kept offline.
         *
         * @param what waits, up to the word before the token
         */
        static Waits forToken(String what, String token) {
            return new Waits(
                    "%s token '%s', which is not within reach; hold the ceremony (lineage ca ceremony), or pack the request for the installation that keeps it (console: Exchange)."
                            .formatted(what, token));
        }
    }
}
