package org.lineageca.ca.config;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jooq.DSLContext;
import org.lineageca.ca.lifecycle.AnswerOnce;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.CertificateStore;
import org.lineageca.ca.lifecycle.FetchCertificate;
import org.lineageca.ca.store.JooqAnsweredRequests;

/** Puts the parts together that only machines' interface uses. */
@Factory
final class MachineWiring {

    @Singleton
    FetchCertificate fetchCertificate(CertificateStore certificates, AuthorityStore authorities) {
        return new FetchCertificate(certificates, authorities);
    }

    @Singleton
    AnswerOnce answerOnce(DSLContext database, InstantSource clock) {
        return new AnswerOnce(new JooqAnsweredRequests(database), clock);
    }
}
