package org.lineageca.ca.config;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jooq.DSLContext;
import org.lineageca.ca.lifecycle.CountPopulation;
import org.lineageca.ca.lifecycle.PopulationLedger;
import org.lineageca.ca.store.JooqPopulationLedger;

/** Puts together what counts certificates. */
@Factory
final class PopulationWiring {

    @Singleton
    PopulationLedger populationLedger(DSLContext database) {
        return new JooqPopulationLedger(database);
    }

    @Singleton
    CountPopulation countPopulation(PopulationLedger ledger, InstantSource clock) {
        return new CountPopulation(ledger, clock);
    }
}
