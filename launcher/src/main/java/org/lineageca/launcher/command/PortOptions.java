package org.lineageca.launcher.command;

import java.util.EnumMap;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.installation.PortChoice;
import org.lineageca.launcher.installation.PortUse;
import picocli.CommandLine.Option;

/** The options that choose ports. */
final class PortOptions {

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description =
                    "The first of seven ports in a row (default: 8440, or as at the first run); offline, only the first and the fifth are used.")
    private @Nullable Integer base;

    @Option(
            names = "--console-port",
            paramLabel = "N",
            description = "The officers' console (default: base).")
    private @Nullable Integer console;

    @Option(
            names = "--core-port",
            paramLabel = "N",
            description = "The machines' service (default: base + 1).")
    private @Nullable Integer core;

    @Option(
            names = "--ocsp-port",
            paramLabel = "N",
            description = "OCSP; named in certificates (default: base + 2).")
    private @Nullable Integer ocsp;

    @Option(
            names = "--crl-port",
            paramLabel = "N",
            description = "CRLs and CA certificates; named in certificates (default: base + 3).")
    private @Nullable Integer crl;

    @Option(
            names = "--postgres-port",
            paramLabel = "N",
            description = "The database (default: base + 4).")
    private @Nullable Integer postgres;

    @Option(
            names = "--metrics-port",
            paramLabel = "N",
            description = "The responder's metrics and status, for operators (default: base + 5).")
    private @Nullable Integer metrics;

    @Option(
            names = "--publisher-port",
            paramLabel = "N",
            description =
                    "The CRL publisher's metrics and status, for operators (default: base + 6).")
    private @Nullable Integer publisher;

    PortChoice choice() {
        var single = new EnumMap<PortUse, Integer>(PortUse.class);
        put(single, PortUse.CONSOLE, console);
        put(single, PortUse.CORE, core);
        put(single, PortUse.OCSP, ocsp);
        put(single, PortUse.CRL, crl);
        put(single, PortUse.POSTGRES, postgres);
        put(single, PortUse.METRICS, metrics);
        put(single, PortUse.PUBLISHER, publisher);
        return new PortChoice(base, single);
    }

    private static void put(EnumMap<PortUse, Integer> to, PortUse use, @Nullable Integer port) {
        if (port != null) {
            to.put(use, port);
        }
    }
}
