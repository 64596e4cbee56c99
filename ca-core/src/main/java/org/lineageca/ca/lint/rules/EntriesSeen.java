package org.lineageca.ca.lint.rules;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the entries of a CRL after they have passed.
 *
 * @param count how many there were
 * @param outOfOrder the first that does not follow the one before it; null if all ascend
 * @param malformed what is wrong with the first that is no entry as we write them; null if nothing
 * @param removals how many have the reason removeFromCRL
 */
record EntriesSeen(
        long count, @Nullable String outOfOrder, @Nullable String malformed, long removals) {}
