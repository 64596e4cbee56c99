package org.lineageca.hsm.softhsm;

import java.nio.file.Path;

/** The Java that runs us, for running another. */
final class JavaProgram {

    private JavaProgram() {}

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
