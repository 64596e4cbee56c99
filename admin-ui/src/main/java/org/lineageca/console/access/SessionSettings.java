package org.lineageca.console.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long a session may lie about.
 *
 * @param idle without a key or a click, after which it ends
 * @param notice how long before its end that is said
 */
@ConfigurationProperties("lineage.sessions")
public record SessionSettings(
        @Bindable(defaultValue = "15m") Duration idle,
        @Bindable(defaultValue = "2m") Duration notice) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(12);

    public SessionSettings {
        if (idle.compareTo(SHORTEST) < 0 || idle.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "lineage.sessions.idle must be from 1m to 12h, it is %s. The console does not start. Change it in console.yml."
                            .formatted(idle));
        }
        if (!notice.isPositive() || notice.compareTo(idle) >= 0) {
            throw new IllegalArgumentException(
                    "lineage.sessions.notice must be shorter than idle, it is %s. The console does not start. Change it in console.yml."
                            .formatted(notice));
        }
    }
}
