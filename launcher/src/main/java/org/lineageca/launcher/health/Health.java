package org.lineageca.launcher.health;

/** The answer to a probe. */
public sealed interface Health {

    /**
     * It does its work.
     *
     * @param detail what people should know all the same, one line; mostly empty
     */
    record Healthy(String detail) implements Health {

        public Healthy() {
            this("");
        }
    }

    /**
     * It does not, or not yet.
     *
     * @param reason for people, one line
     */
    record Unhealthy(String reason) implements Health {}

    /**
     * It runs, and refuses its work until somebody acts: to wait mends nothing.
     *
     * @param reason what it said, whole
     */
    record Refusing(String reason) implements Health {}
}
