package org.lineageca.ca.yaml;

/**
 * Where something stands in a document.
 *
 * @param path the keys that lead to it
 * @param line from 1
 * @param column from 1
 */
public record Place(String path, int line, int column) {

    public InvalidDescriptionException wrong(String what) {
        return new InvalidDescriptionException(this, what);
    }
}
