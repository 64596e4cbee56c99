package org.lineageca.launcher.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What a command sees of the world.
 *
 * @param home where Lineage lies
 * @param invokedAs how the user typed the name of this program, to be repeated in advice
 */
public record Surroundings(
        Path home,
        String invokedAs,
        InputStream in,
        PrintStream out,
        PrintStream err,
        InstantSource clock) {}
