package org.lineageca.console.ceremony;

/**
 * A package that carries the results of a run.
 *
 * @param partner whom it is for
 * @param sequence its number on the way there
 */
record ResultPackage(String partner, long sequence) {

    /** As the same package is called under Exchange. */
    String fileName() {
        return "results-%d-for-%s.lineage".formatted(sequence, partner);
    }
}
