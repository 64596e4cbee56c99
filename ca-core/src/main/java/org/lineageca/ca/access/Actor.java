package org.lineageca.ca.access;

/** On whose behalf a use case runs. */
public sealed interface Actor {

    String name();

    boolean may(Permission permission);

    /**
     * Stops the use case unless the actor may do this.
     *
     * @throws NotAuthorisedException before anything has changed
     */
    default void require(Permission permission) {
        if (!may(permission)) {
            throw new NotAuthorisedException(this, permission);
        }
    }

    /** Someone known by a client certificate. */
    record Principal(String name, TrustedRole role) implements Actor {
        @Override
        public boolean may(Permission permission) {
            return role.may(permission);
        }
    }

    /** The installation itself: its scheduler, and the creation of the PKI. */
    record Installation(String name) implements Actor {
        @Override
        public boolean may(Permission permission) {
            return true;
        }
    }
}
