package org.lineageca.console.population;

import java.time.Instant;
import java.util.List;
import org.lineageca.console.picture.Picture;
import org.lineageca.console.watch.KeyFigure;

/**
 * What the view shows.
 *
 * @param asOf the moment for which the numbers are exact
 * @param expiry by month
 * @param kinds by lineage, CA, profile and key type
 * @param dropped of how many CAs the certificates themselves are not on record any more
 */
record PopulationPage(
        Instant asOf, List<KeyFigure> figures, Picture expiry, List<Section> kinds, long dropped) {

    /** One way to sum up. */
    record Section(String title, Picture picture) {}
}
