package org.lineageca.ca.config;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jooq.DSLContext;
import org.lineageca.ca.batch.IssueBatchStore;
import org.lineageca.ca.batch.IssueInBatches;
import org.lineageca.ca.batch.RunBatches;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.PrepareCertificate;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqIssueBatchStore;
import org.lineageca.ca.token.TokenSigning;

/** Puts together what issues very many certificates. */
@Factory
final class BatchWiring {

    @Singleton
    IssueBatchStore issueBatchStore(DSLContext database, GenerationKeys keys) {
        return new JooqIssueBatchStore(database, keys);
    }

    @Singleton
    IssueInBatches issueInBatches(
            IssueBatchStore batches,
            AuthorityStore authorities,
            PrepareCertificate prepare,
            InstantSource clock) {
        return new IssueInBatches(batches, authorities, prepare, clock);
    }

    @Singleton
    RunBatches runBatches(
            IssueBatchStore batches,
            PrepareCertificate prepare,
            TokenSigning signing,
            InstantSource clock) {
        return new RunBatches(batches, prepare, signing, clock);
    }
}
