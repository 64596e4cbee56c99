package org.lineageca.console.exchange;

import java.util.List;

/**
 * What waits to be packed.
 *
 * @param waiting approved acts that only a key kept offline can go on with, a line each
 * @param partners names of those it can be packed for
 * @param mayPack whether the person who looks may
 */
record Outbox(List<String> waiting, List<String> partners, boolean mayPack) {
    Outbox {
        waiting = List.copyOf(waiting);
        partners = List.copyOf(partners);
    }
}
