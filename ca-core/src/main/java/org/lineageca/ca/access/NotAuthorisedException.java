package org.lineageca.ca.access;

/** The actor's role does not allow the use case. Nothing was changed. */
public final class NotAuthorisedException extends RuntimeException {

    public NotAuthorisedException(Actor actor, Permission permission) {
        super(
                actor.name()
                        + " is not trusted to "
                        + permission.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                        + ". Nothing was changed. Ask someone whose role allows it.");
    }
}
