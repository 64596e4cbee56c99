package org.lineageca.launcher.installation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where an installation stands in the world. */
public enum Kind {
    /** It issues and answers relying parties; no root key is in its reach. */
    ONLINE,
    /** On an air-gapped machine, it holds the root's token, which its custodians open together. */
    OFFLINE;

    /** What it has ports for. */
    public Set<PortUse> uses() {
        return switch (this) {
            case ONLINE -> Set.of(PortUse.values());
            case OFFLINE -> Set.of(PortUse.CONSOLE, PortUse.POSTGRES);
        };
    }

    /** As in {@code lineage.yml}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> parse(String text) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(text)).findFirst();
    }
}
