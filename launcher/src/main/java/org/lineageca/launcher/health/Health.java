package org.lineageca.launcher.health;

/** The answer to a probe. */
public sealed interface Health {

    /** It does its work. */
    record Healthy() implements Health {}

    /**
     * It does not, or not yet.
     *
     * @param reason for people, one line
     */
    record Unhealthy(String reason) implements Health {}
}
