package org.lineageca.ca.store;

import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.lineageca.ca.ceremony.conduct.AdoptionStores;

/** One PostgreSQL transaction around all that is taken over. */
public final class JooqAdoption implements AdoptionStores.Transaction {

    private final DSLContext database;

    public JooqAdoption(DSLContext database) {
        this.database = database;
    }

    @Override
    public void run(Consumer<AdoptionStores> work) {
        database.transaction(configuration -> work.accept(stores(configuration.dsl())));
    }

    /** With keys of their own: what is looked up may yet be rolled back. */
    static AdoptionStores stores(DSLContext transaction) {
        var keys = new GenerationKeys(transaction);
        return new AdoptionStores(
                new JooqAuthorityStore(transaction, keys),
                new JooqCertificateStore(transaction, keys),
                new JooqCrlLedger(transaction, keys),
                new JooqRevocationStore(transaction, keys),
                new JooqOcspSignerStore(transaction, keys),
                new JooqCeremonyStore(transaction));
    }
}
