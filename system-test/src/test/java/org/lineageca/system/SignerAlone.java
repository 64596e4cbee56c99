package org.lineageca.system;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How fast a signer is when nobody else wants the processors.
 *
 * @param token its token's label
 * @param purpose of the key it is asked for
 */
record SignerAlone(Installation lineage, String token, String purpose) {

    static SignerAlone ofResponder(Installation lineage) {
        return new SignerAlone(lineage, "responder", "OCSP_RESPONSE");
    }

    static SignerAlone issuing(Installation lineage) {
        return new SignerAlone(lineage, "issuing", "CERTIFICATE");
    }

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
                                "run/" + token + ".sock",
                                token,
                                purpose,
                                Long.toString(Math.max(1, load.toSeconds())))
                        .succeeded()
                        .out();
        return Double.parseDouble(output.strip());
    }
}
