package org.lineageca.console.freshness;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.freshness.FreshnessPresenter.CrlRow;
import org.lineageca.console.picture.Picture;

/**
 * A CRL scope as its page shows it.
 *
 * @param lineage its generation is of; null for a root
 * @param words rate of revocation and when the budget is crossed; empty where nothing is foreseen
 * @param entries by day, with a forecast where there is one; null before the first CRL
 * @param size by day, in bytes; null before the first CRL
 */
record ScopePage(
        CrlRow row,
        @Nullable String lineage,
        List<String> words,
        @Nullable Picture entries,
        @Nullable Picture size) {}
