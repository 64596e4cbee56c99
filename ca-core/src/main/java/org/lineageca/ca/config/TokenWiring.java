package org.lineageca.ca.config;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.ListTokens;
import org.lineageca.ca.lifecycle.OcspSignerStore;
import org.lineageca.ca.lifecycle.ProbeTokens;
import org.lineageca.ca.sealing.AuditLedger;
import org.lineageca.ca.token.TokenSigning;

/** Puts together what shows tokens and their keys. */
@Factory
final class TokenWiring {

    @Singleton
    ListTokens listTokens(
            AuthorityStore authorities,
            OcspSignerStore delegates,
            AuditLedger audit,
            TokenSigning signing,
            ProbeTokens probes) {
        return new ListTokens(authorities, delegates, audit, signing, probes);
    }
}
