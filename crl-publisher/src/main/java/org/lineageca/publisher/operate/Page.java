package org.lineageca.publisher.operate;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.Octets;

/**
 * What is answered.
 *
 * @param seal by which the asker knows who answered; null where nobody asks for it
 */
record Page(int status, String type, Octets content, @Nullable String seal) {

    private static final String JSON = "application/json";

    static Page json(int status, String json) {
        return new Page(status, JSON, octets(json), null);
    }

    static Page plain(int status, String text) {
        return new Page(status, "text/plain; charset=utf-8", octets(text), null);
    }

    static Page sealed(int status, String json, String seal) {
        return new Page(status, JSON, octets(json), seal);
    }

    private static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
