package org.lineageca.console.watch;

import org.lineageca.console.shell.Badge;

/**
 * A number that matters.
 *
 * @param tone other than good where it wants attention
 */
public record KeyFigure(String name, String value, String note, Badge.Tone tone) {}
