package org.lineageca.launcher.installation;

import java.util.Locale;

/** What a port is for. */
public enum PortUse {
    CONSOLE(0),
    CORE(1),
    OCSP(2),
    CRL(3),
    POSTGRES(4),
    /** What operators see of the responder. */
    METRICS(5),
    /** What operators see of the publisher. */
    PUBLISHER(6);

    private final int offset;

    PortUse(int offset) {
        this.offset = offset;
    }

    /** Where it lies in a row of ports. */
    int offset() {
        return offset;
    }

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
