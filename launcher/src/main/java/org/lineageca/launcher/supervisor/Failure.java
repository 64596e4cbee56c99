package org.lineageca.launcher.supervisor;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Why something did not start.
 *
 * @param reason what went wrong, what did not happen, what to do
 * @param log the file that says more, if any
 */
public record Failure(String reason, @Nullable Path log) {}
