package org.lineageca.ca.rehearsal;

/**
 * What a verifier says of one certificate.
 *
 * @param reason in its own words; empty where it accepts and remarks nothing
 * @param output everything it printed
 */
public record Answer(Judgement judgement, String reason, String output) {

    /** What follows for the relying party. */
    public enum Judgement {
        ACCEPTED,
        /** Not accepted, because it is revoked. */
        REVOKED,
        /** Not accepted for any other reason. */
        REFUSED
    }
}
