package org.lineageca.publisher.publish;

/** A round is under way that takes long. Nothing was changed. */
public final class BusyException extends RuntimeException {

    BusyException() {
        super("The publisher is busy with a round that takes long; ask again.");
    }
}
