package org.lineageca.ca.config;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import org.jooq.DSLContext;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.CertificateChronicle;
import org.lineageca.ca.lifecycle.CertificateStore;
import org.lineageca.ca.lifecycle.KeyLedger;
import org.lineageca.ca.lifecycle.ShowCertificate;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqCertificateChronicle;

/** Puts together what shows one certificate. */
@Factory
final class CertificateWiring {

    @Singleton
    CertificateChronicle certificateChronicle(DSLContext database, GenerationKeys keys) {
        return new JooqCertificateChronicle(database, keys);
    }

    @Singleton
    ShowCertificate showCertificate(
            CertificateStore certificates,
            CertificateChronicle chronicle,
            AuthorityStore authorities,
            KeyLedger keys) {
        return new ShowCertificate(certificates, chronicle, authorities, keys);
    }
}
