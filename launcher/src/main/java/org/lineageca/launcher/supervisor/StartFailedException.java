package org.lineageca.launcher.supervisor;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A step on the way up failed. */
public final class StartFailedException extends Exception {

    private final Failure failure;

    StartFailedException(String reason, @Nullable Path log) {
        super(reason);
        this.failure = new Failure(reason, log);
    }

    StartFailedException(String reason, @Nullable Path log, Throwable cause) {
        super(reason, cause);
        this.failure = new Failure(reason, log);
    }

    public Failure failure() {
        return failure;
    }
}
