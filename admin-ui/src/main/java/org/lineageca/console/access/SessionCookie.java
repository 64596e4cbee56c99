package org.lineageca.console.access;

import jakarta.inject.Singleton;
import org.lineageca.ca.config.Settings;

/**
 * The cookie a session is known by. Browsers keep one with this prefix to the very host that set
 * it, over TLS (RFC 6265bis 4.1.3.2); hosts share them among ports, hence the port in its name.
 */
@Singleton
public final class SessionCookie {

    private final String name;

    SessionCookie(Settings.Http http) {
        this.name = "__Host-lineage-" + http.port();
    }

    public String name() {
        return name;
    }

    /** The header that has a browser forget it. */
    String forgotten() {
        return name + "=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict";
    }
}
