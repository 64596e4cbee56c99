package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.forecast.CrlBudget;
import org.lineageca.ca.forecast.PublishedCrl;
import org.lineageca.ca.forecast.RevocationHistory;
import org.lineageca.ca.x509.GenerationId;

/**
 * What is on record of lineages as such. Each method is one transaction, its audit event included.
 */
public interface LineageLedger {

    /**
     * A lineage and what officers decided about it.
     *
     * @param namingRule of the next authority; null where there is none
     */
    record Settings(String role, @Nullable String namingRule, CrlBudget budget) {}

    /** In the order they were created. */
    List<Settings> lineages();

    /**
     * Sets what a CRL of the lineage should have at most, or does nothing if there is no such one.
     */
    boolean setBudget(String role, CrlBudget budget, Instant at, Actor actor);

    /**
     * What was revoked, and what is on a CRL.
     *
     * @param enabled the generation the forecast is for
     * @param place of the CRL, as in {@link CrlLedger.Standing}
     * @param window the first day of which revocations count
     */
    RevocationHistory history(
            String role, GenerationId enabled, String place, LocalDate window, Instant now);

    /** How many certificates of a generation are neither expired nor revoked. Counts them all. */
    long certificatesOut(GenerationId generation, Instant now);

    /**
     * The last CRL of each day, ascending.
     *
     * @param place as in {@link CrlLedger.Standing}
     * @param from the first day, in UTC
     */
    List<PublishedCrl> published(GenerationId generation, String place, LocalDate from);
}
