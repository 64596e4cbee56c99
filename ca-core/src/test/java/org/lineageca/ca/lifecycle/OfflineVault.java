package org.lineageca.ca.lifecycle;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.ceremony.CeremonyStep;
import org.lineageca.ca.ceremony.KnownCa;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.exchange.ExchangeSignature;
import org.lineageca.ca.exchange.TestCeremony;
import org.lineageca.ca.exchange.courier.ExchangeLedger;
import org.lineageca.ca.exchange.courier.ExportResults;
import org.lineageca.ca.exchange.courier.ImportRequests;
import org.lineageca.ca.exchange.courier.KeptPackage;
import org.lineageca.ca.exchange.courier.ListPackages;
import org.lineageca.ca.exchange.courier.PinPartner;
import org.lineageca.ca.exchange.courier.TakenRequests;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqAuthorityStore;
import org.lineageca.ca.store.JooqCertificateStore;
import org.lineageca.ca.store.JooqExchangeLedger;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.Signer;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.octets.Octets;

/**
 * An offline installation: a database of its own, and the root's key, which lies on the token of
 * the test's PKI.
 */
final class OfflineVault implements AutoCloseable, TestCeremony.Keys {

    private static final CrlSchedule SCHEDULE =
            CrlSchedule.regular(Duration.ofDays(90), Duration.ofDays(120));

    private final TemporaryDatabase postgres = TemporaryDatabase.start();
    private final HikariDataSource connections = connections();
    private final DSLContext database = DSL.using(connections, SQLDialect.POSTGRES);
    private final ExchangeSignature exchange;
    private final Signer signer;
    private final InstantSource clock;
    private final AuthorityStore authorities;
    private final TakenRequests requests;
    private final Generation.Enabled root;
    private long lastCrlNumber = 10;
    private long runs;
    private List<KnownCa.Issued> issued = List.of();

    final ExchangeLedger ledger = new JooqExchangeLedger(database);
    final PinPartner pin;
    final ImportRequests imports;
    final ListPackages packages = new ListPackages(ledger);

    OfflineVault(TestPki pki, ExchangeSignature exchange) {
        var keys = new GenerationKeys(database);
        this.exchange = exchange;
        this.signer = pki.signer;
        this.clock = pki.clock;
        this.authorities = new JooqAuthorityStore(database, keys);
        this.requests = new TakenRequests(ledger, new JooqCertificateStore(database, keys));
        this.pin = new PinPartner(ledger, () -> Optional.of(exchange.publicKey()), clock);
        this.imports =
                new ImportRequests(
                        ledger,
                        () -> Optional.of(exchange.publicKey()),
                        authorities,
                        requests,
                        clock);
        var awaiting =
                authorities.create(
                        pki.root.identity(),
                        CrlPolicy.plain(SCHEDULE),
                        clock.instant(),
                        TestPki.ACTOR);
        var staged = awaiting.certified(pki.root.certificate(), clock.instant());
        authorities.certified(awaiting, staged, TestPki.ACTOR);
        this.root = staged.enabled(clock.instant());
        authorities.moved(staged, root, TestPki.ACTOR);
    }

    private HikariDataSource connections() {
        var config = new HikariConfig();
        config.setJdbcUrl(postgres.jdbcUrl());
        config.setUsername("core");
        config.setPassword(postgres.password());
        config.setMaximumPoolSize(3);
        return new HikariDataSource(config);
    }

    List<String> openOrders() {
        return requests.open().stream().map(order -> order.id()).toList();
    }

    /** A ceremony with the root's key; returns the package for the only partner. */
    Octets ceremony(Actor actor, String... steps) {
        var at = clock.instant();
        var plan = TestCeremony.plan(at, List.of(known()), requests.open(), steps);
        var state = TestCeremony.held(plan, RunKind.REAL, exchange, this, at);
        lastCrlNumber +=
                plan.steps().stream()
                        .filter(step -> step.step() instanceof CeremonyStep.SignCrl)
                        .count();
        pack(actor, ++runs, state);
        pack(actor, runs, state); // as after a loss of power: once is enough
        return packages.fetch(actor, "online", KeptPackage.Direction.SENT, runs);
    }

    private void pack(Actor actor, long run, RunState state) {
        new ExportResults(ledger, clock)
                .pack(
                        actor,
                        run,
                        () ->
                                new ExportResults.ClosedRun(
                                        state,
                                        TestCeremony.approvals(state.plan(), clock.instant()),
                                        TestCeremony.signature(state, exchange),
                                        Octets.ofHex("25504446")),
                        exchange);
    }

    private KnownCa known() {
        return new KnownCa(
                root.identity(),
                root.certificate(),
                root.state(),
                SCHEDULE,
                lastCrlNumber,
                false,
                issued);
    }

    /** From now on a ceremony can revoke it. */
    void hasIssued(CaCertificate certificate) {
        issued =
                List.of(
                        new KnownCa.Issued(
                                certificate.serial(),
                                certificate.subject().commonName(),
                                certificate.notAfter(),
                                null));
    }

    @Override
    public Octets generate(String name, KeyAlgorithm algorithm) {
        throw new IllegalArgumentException("no key is made in these ceremonies");
    }

    @Override
    public Octets sign(GenerationIdentity by, SignatureAlgorithm algorithm, CeremonyStep step) {
        return signer.sign(
                KeyHandle.of(signer.token(), by.key().publicKey()),
                step instanceof CeremonyStep.SignCrl ? KeyPurpose.CRL : KeyPurpose.CERTIFICATE,
                algorithm,
                step.toBeSigned().orElseThrow().digest(algorithm.digest()));
    }

    @Override
    public void close() {
        connections.close();
        postgres.close();
    }
}
