package org.lineageca.console.watch;

import org.jspecify.annotations.Nullable;
import org.lineageca.console.shell.Badge;

/**
 * A program in one line.
 *
 * @param state in a word
 * @param lag how far it is behind; empty where that is not known
 * @param problem the first thing that is wrong; null if nothing is
 */
public record ProgramState(
        String name, String state, Badge.Tone tone, String lag, @Nullable String problem) {}
