package org.lineageca.publisher.operate;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where operators are served.
 *
 * @param host an address that relying parties do not reach
 * @param port 0 for any free one
 * @param orderKeyFile holds what orders are sealed with; null where none are taken
 */
public record OperatorSettings(String host, int port, @Nullable Path orderKeyFile) {}
