package org.lineageca.ca.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The command {@code openssl}, with which people make what they bring. */
final class OpenSsl {

    private OpenSsl() {}

    /** Must succeed. */
    static void run(String... arguments) throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of("openssl"), Stream.of(arguments)).toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
