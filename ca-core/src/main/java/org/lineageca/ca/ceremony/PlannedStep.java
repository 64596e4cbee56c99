package org.lineageca.ca.ceremony;

/**
 * One step of a plan.
 *
 * @param number from 1
 * @param role who does it
 * @param title what it is, in a few words
 * @param action what that person does
 * @param readAloud what is said before it
 * @param expected what must be seen afterwards
 */
public record PlannedStep(
        int number,
        CeremonyRole role,
        String title,
        String action,
        String readAloud,
        String expected,
        CeremonyStep step) {}
