package org.lineageca.console.picture;

/**
 * A drawing and its twin in words.
 *
 * @param svg one {@code svg} element, with a title and a description of its own
 * @param table what it was drawn from
 */
public record Picture(String svg, DataTable table) {}
