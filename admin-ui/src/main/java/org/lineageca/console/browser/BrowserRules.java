package org.lineageca.console.browser;

import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What a browser is told it may do with an answer of ours (ADR 0044).
 *
 * <p>Vaadin's client evaluates text that the server sends (hence {@code 'unsafe-eval'}), and styles
 * elements as it goes (hence {@code 'unsafe-inline'} for styles). Scripts run only from our own
 * origin, or with the answer's nonce.
 */
@Singleton
public final class BrowserRules {

    private static final int NONCE_BYTES = 18;

    private static final String POLICY =
            String.join(
                    "; ",
                    "default-src 'none'",
                    "script-src 'self' 'nonce-%s' 'unsafe-eval'",
                    "style-src 'self' 'unsafe-inline'",
                    "img-src 'self' data:",
                    "font-src 'self' data:",
                    "connect-src 'self'",
                    "manifest-src 'self'",
                    "form-action 'self'",
                    "base-uri 'self'",
                    "object-src 'none'",
                    "frame-src 'none'",
                    "frame-ancestors 'none'");

    /** Nothing of it is needed but copying to the clipboard, and a screen of its own. */
    private static final String PERMISSIONS =
            "accelerometer=(), camera=(), clipboard-read=(), clipboard-write=(self), display-capture=(), encrypted-media=(), fullscreen=(self), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

    private final RandomGenerator random;

    public BrowserRules(RandomGenerator random) {
        this.random = random;
    }

    /** A new one for each answer. */
    public String nonce() {
        var bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Headers by name. */
    public Map<String, String> headers(String nonce) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Security-Policy", POLICY.formatted(nonce));
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Permissions-Policy", PERMISSIONS);
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Strict-Transport-Security", "max-age=31536000");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        // Vaadin says otherwise of what is the same for everybody: its scripts, our style sheets.
        headers.put("Cache-Control", "no-store");
        return headers;
    }
}
