package org.lineageca.launcher.installation;

import java.util.Locale;

/** What a port is for; the order is that of the default numbers. */
public enum PortUse {
    CONSOLE,
    CORE,
    OCSP,
    CRL,
    POSTGRES;

    /** As in {@code lineage.yml}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The option of {@code lineage up} that sets it. */
    public String option() {
        return "--" + key() + "-port";
    }

    /** Whether certificates carry a URL with this port, which then can never change. */
    public boolean isNamedInCertificates() {
        return this == OCSP || this == CRL;
    }
}
