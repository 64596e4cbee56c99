package org.lineageca.console.dashboard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a look at the installation brought. */
sealed interface Look {

    record Seen(Facts facts) implements Look {}

    /**
     * Nothing could be read.
     *
     * @param since when that began
     * @param last what was read before; null if nothing ever was
     */
    record Outage(Instant since, String why, @Nullable Facts last) implements Look {}
}
