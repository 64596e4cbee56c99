package org.lineageca.system;

import java.nio.file.Path;
import java.time.Duration;

/** How fast the responder's signer is when nobody else wants the processors. */
record SignerAlone(Installation lineage) {

    /** Signatures by P-256 a second. */
    double perSecond(Duration load) {
        var home = Installation.launcher().resolveSibling("hsm/target");
        var output =
                new Shell(lineage.data())
                        .run(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                home.resolve("hsm-0.1.0.jar") + ":" + home.resolve("lib") + "/*",
                                "org.lineageca.hsm.signer.SignerRate",
                                "run/responder.sock",
                                "responder",
                                Long.toString(Math.max(1, load.toSeconds())))
                        .succeeded()
                        .out();
        return Double.parseDouble(output.strip());
    }
}
