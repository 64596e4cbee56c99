package org.lineageca.ca.yaml;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A description cannot be used; the message names the place. Nothing was created. */
public final class InvalidDescriptionException extends RuntimeException {

    private final transient @Nullable Place place;

    public InvalidDescriptionException(String message) {
        super(message);
        place = null;
    }

    /**
     * Complains about a place.
     *
     * @param what is wrong with it, for people; the message names the place, too
     */
    public InvalidDescriptionException(Place place, String what) {
        super(
                place.path()
                        + " (line "
                        + place.line()
                        + ", column "
                        + place.column()
                        + "): "
                        + what);
        this.place = place;
    }

    /** Where it is; empty where it is the whole. */
    public Optional<Place> place() {
        return Optional.ofNullable(place);
    }
}
