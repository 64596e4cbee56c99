package org.lineageca.ca.config;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jooq.DSLContext;
import org.lineageca.ca.lifecycle.ActStore;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.BatchStore;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lifecycle.LineageLedger;
import org.lineageca.ca.lifecycle.ReissueStore;
import org.lineageca.ca.lifecycle.RepeatCertificate;
import org.lineageca.ca.lifecycle.RevokeInBatches;
import org.lineageca.ca.lifecycle.SuggestRenewal;
import org.lineageca.ca.mass.ConcludeDrill;
import org.lineageca.ca.mass.CrlOutlook;
import org.lineageca.ca.mass.ForeseeReissue;
import org.lineageca.ca.mass.ForeseeRevocation;
import org.lineageca.ca.mass.MassLedger;
import org.lineageca.ca.mass.ReissueLedger;
import org.lineageca.ca.mass.ReissueSelected;
import org.lineageca.ca.mass.RevokeSelected;
import org.lineageca.ca.mass.SelectCertificates;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqCrlOutlook;
import org.lineageca.ca.store.JooqMassLedger;
import org.lineageca.ca.store.JooqReissueLedger;
import org.lineageca.ca.store.JooqRenewalLedger;
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
    ReissueLedger reissueLedger(DSLContext database, GenerationKeys keys) {
        return new JooqReissueLedger(database, keys);
    }

    @Singleton
    ForeseeReissue foreseeReissue(
            BatchStore batches,
            ReissueStore reissues,
            ReissueLedger ledger,
            AuthorityStore authorities,
            RepeatCertificate repeat,
            InstantSource clock) {
        return new ForeseeReissue(batches, reissues, ledger, authorities, repeat, clock);
    }

    @Singleton
    ReissueSelected reissueSelected(
            BatchStore batches,
            ReissueStore reissues,
            ReissueLedger ledger,
            ActStore acts,
            ForeseeReissue foresee,
            InstantSource clock) {
        return new ReissueSelected(
                new ReissueSelected.Ledgers(batches, reissues, ledger, acts), foresee, clock);
    }

    @Singleton
    SuggestRenewal suggestRenewal(
            DSLContext database, GenerationKeys keys, AuthorityStore authorities, ActStore acts) {
        return new SuggestRenewal(authorities, new JooqRenewalLedger(database, keys), acts);
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
