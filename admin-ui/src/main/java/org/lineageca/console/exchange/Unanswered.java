package org.lineageca.console.exchange;

import java.util.List;

/**
 * Certificates that were asked for and that no ceremony has signed yet.
 *
 * @param steps of a ceremony's script that answer them, YAML
 * @param requests their ids
 */
record Unanswered(String steps, List<String> requests) {
    Unanswered {
        requests = List.copyOf(requests);
    }
}
