package org.lineageca.ca.config;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.lineageca.ca.admission.AdmitClient;
import org.lineageca.ca.admission.AdmitPerson;
import org.lineageca.ca.lifecycle.AdmitRequest;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.CertificatePool;
import org.lineageca.ca.lifecycle.CertificateStore;
import org.lineageca.ca.lifecycle.CertifyGeneration;
import org.lineageca.ca.lifecycle.CheckHealth;
import org.lineageca.ca.lifecycle.CreateGeneration;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lifecycle.EnableGeneration;
import org.lineageca.ca.lifecycle.ExplorePaths;
import org.lineageca.ca.lifecycle.FindCertificates;
import org.lineageca.ca.lifecycle.IdentifyClient;
import org.lineageca.ca.lifecycle.IssueCertificate;
import org.lineageca.ca.lifecycle.IssueCrl;
import org.lineageca.ca.lifecycle.IssueOcspSigner;
import org.lineageca.ca.lifecycle.ListAcceptableCas;
import org.lineageca.ca.lifecycle.ListGenerations;
import org.lineageca.ca.lifecycle.OcspSignerStore;
import org.lineageca.ca.lifecycle.PerformActs;
import org.lineageca.ca.lifecycle.PrepareCertificate;
import org.lineageca.ca.lifecycle.PreviewCertificate;
import org.lineageca.ca.lifecycle.PrincipalStore;
import org.lineageca.ca.lifecycle.ProbeTokens;
import org.lineageca.ca.lifecycle.PublishFirst;
import org.lineageca.ca.lifecycle.PublishedCrls;
import org.lineageca.ca.lifecycle.RefuseRestored;
import org.lineageca.ca.lifecycle.RegisterPeople;
import org.lineageca.ca.lifecycle.ReleaseHold;
import org.lineageca.ca.lifecycle.RevocationStore;
import org.lineageca.ca.lifecycle.RevokeCertificate;
import org.lineageca.ca.lifecycle.RollResponderKey;
import org.lineageca.ca.lifecycle.SealedHistory;
import org.lineageca.ca.lifecycle.SignCaCertificate;
import org.lineageca.ca.lifecycle.SignCertificate;
import org.lineageca.ca.lifecycle.SignLogged;
import org.lineageca.ca.publication.HttpPublishedCrls;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqAuthorityStore;
import org.lineageca.ca.store.JooqCertificatePool;
import org.lineageca.ca.store.JooqCertificateStore;
import org.lineageca.ca.store.JooqCrlLedger;
import org.lineageca.ca.store.JooqDatabaseCheck;
import org.lineageca.ca.store.JooqHeartbeat;
import org.lineageca.ca.store.JooqOcspSignerStore;
import org.lineageca.ca.store.JooqPrincipalStore;
import org.lineageca.ca.store.JooqRevocationStore;
import org.lineageca.ca.store.JooqStandingStore;
import org.lineageca.ca.store.PooledConnections;
import org.lineageca.ca.token.SharedTokens;
import org.lineageca.ca.token.Signers;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.hsm.client.SocketSigner;

/** Puts the parts together. The domain knows nothing of it. */
@Factory
final class Wiring {

    /** Primary: Micronaut brings a clock of its own. */
    @Singleton
    @Primary
    InstantSource clock() {
        return InstantSource.system();
    }

    @Singleton
    RandomGenerator random() {
        return new SecureRandom();
    }

    @Singleton
    @Bean(preDestroy = "close")
    HikariDataSource dataSource(Settings.Database settings) throws IOException {
        var config = new HikariConfig();
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(Files.readString(settings.passwordFile()).strip());
        config.setMaximumPoolSize(16);
        // The others are opened when they are needed: each costs a handshake of 4,096 rounds.
        config.setMinimumIdle(2);
        config.setConnectionTimeout(5_000);
        // The database may come back at any time; a program that starts before it waits for it.
        config.setInitializationFailTimeout(-1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(JooqHeartbeat.NOTE_THE_RUN);
        config.addDataSourceProperty("reWriteBatchedInserts", true);
        return new HikariDataSource(config);
    }

    @Singleton
    DSLContext database(HikariDataSource dataSource) {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        return DSL.using(PooledConnections.of(dataSource), SQLDialect.POSTGRES);
    }

    @Singleton
    GenerationKeys generationKeys(DSLContext database) {
        return new GenerationKeys(database);
    }

    @Singleton
    AuthorityStore authorityStore(DSLContext database, GenerationKeys keys) {
        return new JooqAuthorityStore(database, keys);
    }

    @Singleton
    CertificateStore certificateStore(DSLContext database, GenerationKeys keys) {
        return new JooqCertificateStore(database, keys);
    }

    @Singleton
    CertificatePool certificatePool(DSLContext database) {
        return new JooqCertificatePool(database);
    }

    @Singleton
    ExplorePaths explorePaths(CertificatePool pool, InstantSource clock) {
        return new ExplorePaths(pool, clock);
    }

    @Singleton
    ListAcceptableCas listAcceptableCas(CertificatePool pool, InstantSource clock) {
        return new ListAcceptableCas(pool, clock);
    }

    @Singleton
    RevocationStore revocationStore(DSLContext database, GenerationKeys keys) {
        return new JooqRevocationStore(database, keys);
    }

    @Singleton
    CrlLedger crlLedger(DSLContext database, GenerationKeys keys) {
        return new JooqCrlLedger(database, keys);
    }

    @Singleton
    PrincipalStore principalStore(DSLContext database, GenerationKeys keys) {
        return new JooqPrincipalStore(database, keys);
    }

    @Singleton
    IdentifyClient identifyClient(DSLContext database, InstantSource clock) {
        return new IdentifyClient(new AdmitClient(new JooqStandingStore(database), clock));
    }

    @Singleton
    AdmitPerson admitPerson(DSLContext database, InstantSource clock) {
        return new AdmitPerson(new JooqStandingStore(database), clock);
    }

    @Singleton
    RegisterPeople registerPeople(PrincipalStore principals, InstantSource clock) {
        return new RegisterPeople(principals, clock);
    }

    @Singleton
    OcspSignerStore ocspSignerStore(DSLContext database, GenerationKeys keys) {
        return new JooqOcspSignerStore(database, keys);
    }

    @Singleton
    PublishedCrls publishedCrls() {
        return new HttpPublishedCrls();
    }

    /** Where tokens are used in ceremonies only, nothing else reaches them. */
    @Singleton
    Signers signers(Settings.Installation installation, List<Settings.SignerSocket> sockets) {
        return new Signers(
                sockets.stream()
                        .filter(_ -> !installation.isOffline())
                        .collect(
                                Collectors.toMap(
                                        Settings.SignerSocket::token,
                                        socket ->
                                                SocketSigner.of(socket.socket(), socket.token()))));
    }

    /** Where no audit log is sealed, as offline, no signer remembers one. */
    @Singleton
    RefuseRestored refuseRestored(Optional<SealedHistory> history, InstantSource clock) {
        return new RefuseRestored(history, clock);
    }

    @Singleton
    TokenSigning tokenSigning(Signers signers, RefuseRestored restored) {
        return new TokenSigning(signers, restored);
    }

    @Singleton
    SharedTokens sharedTokens(List<Settings.SignerSocket> sockets) {
        return new SharedTokens(
                sockets.stream()
                        .filter(Settings.SignerSocket::shared)
                        .collect(
                                Collectors.toMap(
                                        Settings.SignerSocket::token,
                                        socket ->
                                                SocketSigner.of(socket.socket(), socket.token()))));
    }

    @Singleton
    SignCertificate signCertificate(
            CertificateStore certificates,
            SignLogged logged,
            TokenSigning signing,
            InstantSource clock) {
        return new SignCertificate(certificates, logged, signing, clock);
    }

    @Singleton
    PrepareCertificate prepareCertificate(
            AuthorityStore authorities,
            PerformActs succession,
            AdmitRequest admission,
            InstantSource clock,
            RandomGenerator random) {
        return new PrepareCertificate(authorities, succession, admission, clock, random);
    }

    @Singleton
    IssueCertificate issueCertificate(PrepareCertificate prepare, SignCertificate sign) {
        return new IssueCertificate(prepare, sign);
    }

    @Singleton
    PreviewCertificate previewCertificate(
            PrepareCertificate prepare,
            CertificateStore certificates,
            SignLogged logged,
            TokenSigning signing,
            InstantSource clock) {
        return new PreviewCertificate(prepare, certificates, logged, signing, clock);
    }

    @Singleton
    RevokeCertificate revokeCertificate(
            CertificateStore certificates, RevocationStore revocations, InstantSource clock) {
        return new RevokeCertificate(certificates, revocations, clock);
    }

    @Singleton
    ReleaseHold releaseHold(
            CertificateStore certificates, RevocationStore revocations, InstantSource clock) {
        return new ReleaseHold(certificates, revocations, clock);
    }

    @Singleton
    IssueCrl issueCrl(
            AuthorityStore authorities,
            CrlLedger ledger,
            TokenSigning signing,
            InstantSource clock) {
        return new IssueCrl(authorities, ledger, signing, clock);
    }

    @Singleton
    FindCertificates findCertificates(CertificateStore certificates) {
        return new FindCertificates(certificates);
    }

    @Singleton
    ListGenerations listGenerations(
            AuthorityStore authorities, CrlLedger ledger, OcspSignerStore ocspSigners) {
        return new ListGenerations(authorities, ledger, ocspSigners);
    }

    @Singleton
    CheckHealth checkHealth(
            DSLContext database,
            TokenSigning signing,
            SharedTokens shared,
            RefuseRestored restored) {
        return new CheckHealth(new JooqDatabaseCheck(database), signing, shared, restored);
    }

    @Singleton
    ProbeTokens probeTokens(TokenSigning signing, SharedTokens shared, InstantSource clock) {
        return new ProbeTokens(signing, shared, clock);
    }

    @Singleton
    CreateGeneration createGeneration(
            AuthorityStore authorities, TokenSigning signing, InstantSource clock) {
        return new CreateGeneration(authorities, signing, clock);
    }

    @Singleton
    CertifyGeneration certifyGeneration(
            AuthorityStore authorities, SignCaCertificate sign, InstantSource clock) {
        return new CertifyGeneration(authorities, sign, clock);
    }

    @Singleton
    EnableGeneration enableGeneration(
            AuthorityStore authorities, PublishFirst publishFirst, InstantSource clock) {
        return new EnableGeneration(authorities, publishFirst, clock);
    }

    @Singleton
    RollResponderKey rollResponderKey(
            AuthorityStore authorities,
            OcspSignerStore signers,
            IssueOcspSigner issue,
            TokenSigning signing,
            InstantSource clock) {
        return new RollResponderKey(authorities, signers, issue, signing, clock);
    }

    @Singleton
    IssueOcspSigner issueOcspSigner(
            AuthorityStore authorities,
            OcspSignerStore signers,
            SignCertificate sign,
            TokenSigning signing,
            InstantSource clock,
            RandomGenerator random) {
        return new IssueOcspSigner(authorities, signers, sign, signing, clock, random);
    }
}
