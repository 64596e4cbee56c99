package org.lineageca.launcher.health;

import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** An exception as one line for people. */
public final class Reasons {

    private Reasons() {}

    public static String of(Throwable failure) {
        // HttpClient's ConnectException has no text of its own.
        if (failure instanceof ConnectException) {
            return "connection refused";
        }
        if (failure instanceof NoSuchFileException) {
            return failure.getMessage() + " does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return failure.getMessage() + " may not be opened by this user";
        }
        var message = failure.getMessage();
        var text = message == null ? failure.getClass().getSimpleName() : message;
        return text.strip().replaceAll("\\s+", " ");
    }
}
