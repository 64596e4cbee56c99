package org.lineageca.ca.config;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jooq.DSLContext;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.BatchStore;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lifecycle.LineageLedger;
import org.lineageca.ca.lifecycle.RevokeInBatches;
import org.lineageca.ca.mass.ConcludeDrill;
import org.lineageca.ca.mass.CrlOutlook;
import org.lineageca.ca.mass.ForeseeRevocation;
import org.lineageca.ca.mass.MassLedger;
import org.lineageca.ca.mass.RevokeSelected;
import org.lineageca.ca.mass.SelectCertificates;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqCrlOutlook;
import org.lineageca.ca.store.JooqMassLedger;
import org.lineageca.ca.store.JooqSelectionStore;

/** Puts together what revokes very many certificates, and practises it. */
@Factory
final class MassWiring {

    @Singleton
    MassLedger massLedger(DSLContext database, GenerationKeys keys) {
        return new JooqMassLedger(database, keys);
    }

    @Singleton
    CrlOutlook crlOutlook(DSLContext database, GenerationKeys keys) {
        return new JooqCrlOutlook(database, keys);
    }

    @Singleton
    SelectCertificates selectCertificates(
            DSLContext database,
            BatchStore batches,
            AuthorityStore authorities,
            InstantSource clock) {
        return new SelectCertificates(
                new JooqSelectionStore(database), batches, authorities, clock);
    }

    @Singleton
    ForeseeRevocation foreseeRevocation(
            BatchStore batches,
            MassLedger ledger,
            AuthorityStore authorities,
            CrlLedger crls,
            LineageLedger lineages,
            CrlOutlook outlook,
            InstantSource clock) {
        return new ForeseeRevocation(
                new ForeseeRevocation.Ledgers(batches, ledger, authorities, crls, lineages),
                outlook,
                clock);
    }

    @Singleton
    ConcludeDrill concludeDrill(
            ForeseeRevocation foresee, CrlOutlook outlook, MassLedger ledger, InstantSource clock) {
        return new ConcludeDrill(foresee, outlook, ledger, clock);
    }

    @Singleton
    RevokeSelected revokeSelected(
            RevokeInBatches revokeInBatches,
            ForeseeRevocation foresee,
            BatchStore batches,
            MassLedger ledger,
            InstantSource clock) {
        return new RevokeSelected(revokeInBatches, foresee, batches, ledger, clock);
    }
}
