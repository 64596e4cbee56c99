package org.lineageca.ca.config;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.jooq.DSLContext;
import org.lineageca.ca.exchange.ExchangeSignature;
import org.lineageca.ca.exchange.courier.ExchangeLedger;
import org.lineageca.ca.exchange.courier.ExportRequests;
import org.lineageca.ca.exchange.courier.ExportResults;
import org.lineageca.ca.exchange.courier.ImportRequests;
import org.lineageca.ca.exchange.courier.ImportResults;
import org.lineageca.ca.exchange.courier.ListPackages;
import org.lineageca.ca.exchange.courier.OwnExchangeKey;
import org.lineageca.ca.exchange.courier.PinPartner;
import org.lineageca.ca.exchange.courier.TakenRequests;
import org.lineageca.ca.lifecycle.ActStore;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.CertificateStore;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lifecycle.FindOfflineWork;
import org.lineageca.ca.lifecycle.PerformActs;
import org.lineageca.ca.lifecycle.ReleaseSealedCrls;
import org.lineageca.ca.lifecycle.SignCaCertificate;
import org.lineageca.ca.store.JooqExchangeLedger;
import org.lineageca.ca.store.JooqOwnExchangeKey;
import org.lineageca.ca.token.TokenExchangeKey;
import org.lineageca.ca.token.TokenSigning;

/** Puts the parts together that carry packages between installations. */
@Factory
final class ExchangeWiring {

    /** The token of an online installation that holds its exchange key. */
    private static final String TOKEN = "issuing";

    @Singleton
    ExchangeLedger exchangeLedger(DSLContext database) {
        return new JooqExchangeLedger(database);
    }

    /** Of an online installation; an offline one signs packages in ceremonies only. */
    @Singleton
    ExchangeSignature exchangeSignature(TokenSigning signing) {
        return new TokenExchangeKey(signing.signer(TOKEN));
    }

    @Singleton
    OwnExchangeKey ownExchangeKey(
            Settings.Installation installation, DSLContext database, TokenSigning signing) {
        return installation.isOffline()
                ? new JooqOwnExchangeKey(database)
                : () -> Optional.of(new TokenExchangeKey(signing.signer(TOKEN)).publicKey());
    }

    @Singleton
    PinPartner pinPartner(ExchangeLedger ledger, OwnExchangeKey own, InstantSource clock) {
        return new PinPartner(ledger, own, clock);
    }

    @Singleton
    ListPackages listPackages(ExchangeLedger ledger) {
        return new ListPackages(ledger);
    }

    @Singleton
    FindOfflineWork findOfflineWork(
            ActStore acts,
            AuthorityStore authorities,
            PerformActs.Performers performers,
            SignCaCertificate sign,
            TokenSigning signing) {
        return new FindOfflineWork(acts, authorities, performers, sign, signing);
    }

    @Singleton
    ExportRequests exportRequests(
            ExchangeLedger ledger,
            FindOfflineWork offlineWork,
            AuthorityStore authorities,
            TokenSigning signing,
            ExchangeSignature signature,
            InstantSource clock) {
        return new ExportRequests(ledger, offlineWork, authorities, signing, signature, clock);
    }

    @Singleton
    TakenRequests takenRequests(ExchangeLedger ledger, CertificateStore certificates) {
        return new TakenRequests(ledger, certificates);
    }

    @Singleton
    ImportRequests importRequests(
            ExchangeLedger ledger,
            OwnExchangeKey own,
            AuthorityStore authorities,
            TakenRequests requests,
            InstantSource clock) {
        return new ImportRequests(ledger, own, authorities, requests, clock);
    }

    @Singleton
    ExportResults exportResults(ExchangeLedger ledger, InstantSource clock) {
        return new ExportResults(ledger, clock);
    }

    @Singleton
    ImportResults importResults(
            ExchangeLedger ledger,
            ExchangeSignature own,
            AuthorityStore authorities,
            CertificateStore certificates,
            InstantSource clock) {
        return new ImportResults(ledger, own, authorities, certificates, clock);
    }

    @Singleton
    ReleaseSealedCrls releaseSealedCrls(CrlLedger ledger, InstantSource clock) {
        return new ReleaseSealedCrls(ledger, clock);
    }
}
