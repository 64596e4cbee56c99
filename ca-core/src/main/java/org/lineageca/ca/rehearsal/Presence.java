package org.lineageca.ca.rehearsal;

/** Whether a verifier is on this machine. */
public sealed interface Presence {

    record Present(String version) implements Presence {}

    /**
     * It is not here.
     *
     * @param debianPackage that holds it
     */
    record Absent(String why, String debianPackage) implements Presence {}
}
