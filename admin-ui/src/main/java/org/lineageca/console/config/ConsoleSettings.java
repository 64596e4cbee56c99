package org.lineageca.console.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.nio.file.Path;

/**
 * What only the console is configured with.
 *
 * @param healthSocket the Unix-domain socket on which GET /health is answered, to this machine's
 *     user only
 */
@ConfigurationProperties("lineage")
public record ConsoleSettings(Path healthSocket) {}
