package org.lineageca.ca.config;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jooq.DSLContext;
import org.lineageca.ca.lifecycle.ActStore;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.CrlPolicyStore;
import org.lineageca.ca.lifecycle.ForecastCrls;
import org.lineageca.ca.lifecycle.GenerationChronicle;
import org.lineageca.ca.lifecycle.LineageLedger;
import org.lineageca.ca.lifecycle.ListLineages;
import org.lineageca.ca.lifecycle.ListObligations;
import org.lineageca.ca.lifecycle.ObligationLedger;
import org.lineageca.ca.lifecycle.SetCrlBudget;
import org.lineageca.ca.lifecycle.TraceCrls;
import org.lineageca.ca.lifecycle.TraceGenerations;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqGenerationChronicle;
import org.lineageca.ca.store.JooqLineageLedger;

/** Puts together what looks ahead: forecasts, proposals, obligations. */
@Factory
final class ForecastWiring {

    @Singleton
    LineageLedger lineageLedger(DSLContext database, GenerationKeys keys) {
        return new JooqLineageLedger(database, keys);
    }

    @Singleton
    GenerationChronicle generationChronicle(DSLContext database, GenerationKeys keys) {
        return new JooqGenerationChronicle(database, keys);
    }

    @Singleton
    ForecastCrls forecastCrls(
            AuthorityStore authorities,
            LineageLedger ledger,
            CrlPolicyStore policies,
            InstantSource clock) {
        return new ForecastCrls(authorities, ledger, policies, clock);
    }

    @Singleton
    TraceCrls traceCrls(LineageLedger ledger, InstantSource clock) {
        return new TraceCrls(ledger, clock);
    }

    @Singleton
    SetCrlBudget setCrlBudget(LineageLedger ledger, InstantSource clock) {
        return new SetCrlBudget(ledger, clock);
    }

    @Singleton
    ListLineages listLineages(
            AuthorityStore authorities, LineageLedger ledger, ForecastCrls forecasts) {
        return new ListLineages(authorities, ledger, forecasts);
    }

    @Singleton
    ObligationLedger obligationLedger(
            AuthorityStore authorities, GenerationChronicle chronicle, InstantSource clock) {
        return new ObligationLedger(authorities, chronicle, clock);
    }

    @Singleton
    ListObligations listObligations(AuthorityStore authorities, ObligationLedger ledger) {
        return new ListObligations(authorities, ledger);
    }

    @Singleton
    TraceGenerations traceGenerations(
            AuthorityStore authorities,
            GenerationChronicle chronicle,
            ActStore acts,
            InstantSource clock) {
        return new TraceGenerations(authorities, chronicle, acts, clock);
    }
}
