package org.lineageca.ca.ceremony.conduct;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.ceremony.CeremonyStep;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.Scripts;
import org.lineageca.ca.ceremony.TranscriptEvent;
import org.lineageca.ca.exchange.courier.ExchangeLedger;
import org.lineageca.ca.exchange.courier.ExportResults;
import org.lineageca.ca.exchange.courier.ImportRequests;
import org.lineageca.ca.exchange.courier.KeptPackage;
import org.lineageca.ca.exchange.courier.ListPackages;
import org.lineageca.ca.exchange.courier.OwnExchangeKey;
import org.lineageca.ca.exchange.courier.PackClosedRuns;
import org.lineageca.ca.exchange.courier.PinPartner;
import org.lineageca.ca.exchange.courier.TakenRequests;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqAdoption;
import org.lineageca.ca.store.JooqAuthorityStore;
import org.lineageca.ca.store.JooqCeremonyRecords;
import org.lineageca.ca.store.JooqCeremonyStore;
import org.lineageca.ca.store.JooqCertificateStore;
import org.lineageca.ca.store.JooqCrlLedger;
import org.lineageca.ca.store.JooqExchangeLedger;
import org.lineageca.ca.store.JooqOwnExchangeKey;
import org.lineageca.ca.store.JooqPrincipalStore;
import org.lineageca.ca.x509.PinnedCertificate;
import org.lineageca.hsm.client.ShareSeal;
import org.lineageca.hsm.client.ShareStatus;
import org.lineageca.hsm.client.SharedToken;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.softhsm.TemporarySharedToken;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.octets.Octets;

/**
 * An offline installation without its console: a real database, two real tokens, and the people
 * around the table, each of whom does what is theirs to do.
 */
public final class Vault implements AutoCloseable {

    /** The beginning of every script: who holds it, when, with which token. */
    public static final String HEAD = Scripts.HEAD;

    /** A whole script: the token, a root, a policy CA below it, and their CRLs. */
    public static final String CREATION =
            HEAD
                    + """
                      - initialise-token: {}
                      - create-root:
                          key-name: root-r1
                          subject: CN=Example Root R1,O=Example
                          key: P384
                          validity: 25y
                          path-length: 2
                          crl: {period: 90d, lifetime: 120d}
                      - create-ca:
                          key-name: policy-p1
                          role: policy
                          issuer: root-r1
                          subject: CN=Example Policy P1,O=Example
                          key: P256
                          validity: 15y
                          path-length: 1
                          crl: {period: 90d, lifetime: 120d}
                      - crl: {ca: root-r1, ladder: {count: 3, every: 90d, lifetime: 120d}}
                      - crl: {ca: policy-p1, lifetime: 120d}
                    """;

    static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");

    final TemporaryDatabase postgres = TemporaryDatabase.start();
    final TemporarySharedToken root = TemporarySharedToken.start("root");
    final RehearsalToken rehearsal = new RehearsalToken();
    private final HikariDataSource connections = connections(postgres);
    final DSLContext database = DSL.using(connections, SQLDialect.POSTGRES);
    Instant now = NOW;

    /**
     * Done when the time is looked at next, once: between what is read then and what is written.
     */
    Runnable meanwhile = () -> {};

    final InstantSource clock =
            () -> {
                var others = meanwhile;
                meanwhile = () -> {};
                others.run();
                return now;
            };
    final Map<String, Participant> people = new HashMap<>();
    final GenerationKeys keys = new GenerationKeys(database);
    final JooqAuthorityStore authorities = new JooqAuthorityStore(database, keys);
    final JooqCertificateStore certificates = new JooqCertificateStore(database, keys);
    final JooqCrlLedger crls = new JooqCrlLedger(database, keys);
    private final JooqPrincipalStore principals = new JooqPrincipalStore(database, keys);
    final ExchangeLedger ledger = new JooqExchangeLedger(database);
    private final TakenRequests requests = new TakenRequests(ledger, certificates);
    private final OwnExchangeKey ownExchangeKey = new JooqOwnExchangeKey(database);
    private final JooqCeremonyRecords records =
            new JooqCeremonyRecords(database, principals, requests::open);
    private final CeremonyStore store = new JooqCeremonyStore(database);
    final DraftCeremony drafts = new DraftCeremony(store, records, clock, new SecureRandom());
    final Map<String, String> shares = new HashMap<>();
    ConductRun conduct = conduct(store, ledger, UnaryOperator.identity(), UnaryOperator.identity());

    private static HikariDataSource connections(TemporaryDatabase postgres) {
        var config = new HikariConfig();
        config.setJdbcUrl(postgres.jdbcUrl());
        config.setUsername("core");
        config.setPassword(postgres.password());
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }

    public Vault() {
        person("Alice", TrustedRole.Administrator);
        person("Walter", TrustedRole.Auditor);
        for (var name : List.of("Carl", "Cora", "Cees", "Clea")) {
            person(name, TrustedRole.Officer);
        }
    }

    private Participant person(String name) {
        return Objects.requireNonNull(people.get(name), name);
    }

    private void person(String name, TrustedRole role) {
        var person = Participant.of(name, role, NOW);
        people.put(name, person);
        principals.pin(
                name,
                role,
                PinnedCertificate.parse(person.certificate()),
                NOW,
                new Actor.Installation("test"));
    }

    public Actor actor(String name) {
        return person(name).actor();
    }

    /** The use case as a program started anew has it. */
    ConductRun conduct(
            CeremonyStore ceremonies,
            ExchangeLedger packages,
            UnaryOperator<Signer> signers,
            UnaryOperator<SharedToken> custody) {
        var tokens = new EnumMap<RunKind, CeremonyToken>(RunKind.class);
        tokens.put(
                RunKind.REAL,
                new CeremonyToken(custody.apply(root.shared()), signers.apply(root.signer())));
        tokens.put(
                RunKind.REHEARSAL,
                new CeremonyToken(
                        custody.apply(rehearsal.shared()), signers.apply(rehearsal.signer())));
        var runTokens = new RunTokens(tokens);
        return new ConductRun(
                ceremonies,
                records,
                runTokens,
                name -> principals.people().stream().filter(p -> p.name().equals(name)).findFirst(),
                new SettleRuns(
                        new JooqAdoption(database),
                        new PackClosedRuns(
                                ceremonies, runTokens, new ExportResults(packages, clock)),
                        clock),
                new RunningProgram("test", Octets.of(new byte[32])),
                clock);
    }

    /** Two people pin an online installation's key. */
    public void pinOnline(Octets publicKey) {
        var pin = new PinPartner(ledger, ownExchangeKey, clock);
        pin.propose(actor("Alice"), "online", publicKey);
        pin.confirm(actor("Carl"), "online", publicKey.sha256());
    }

    /** Of the token's key that signed the last ceremony. */
    public Octets exchangeKey() {
        return ownExchangeKey.publicKey().orElseThrow();
    }

    /** Takes a package of requests; returns their names. */
    public List<String> take(Octets octets) {
        new ImportRequests(ledger, ownExchangeKey, authorities, requests, clock)
                .take(actor("Alice"), octets);
        return requests.open().stream().map(order -> order.id()).toList();
    }

    /** The package of results of that number for the online installation. */
    public Octets results(long number) {
        return new ListPackages(ledger)
                .fetch(actor("Alice"), "online", KeptPackage.Direction.SENT, number);
    }

    /** Sets the clock on the wall. */
    public void at(Instant instant) {
        now = instant;
    }

    CeremonyStore store() {
        return store;
    }

    long authorised(String script) {
        var ceremony = drafts.draft(actor("Alice"), script);
        for (var name : List.of("Alice", "Walter", "Carl", "Cora")) {
            drafts.approve(actor(name), ceremony.id(), ceremony.plan().digest());
        }
        return ceremony.id();
    }

    /** Authorises a script and holds its ceremony to the end. */
    public RunState hold(String script) {
        return finish(conduct.open(actor("Alice"), authorised(script), RunKind.REAL));
    }

    RunState finish(long run) {
        while (true) {
            var view = conduct.view(actor("Alice"), run);
            if (view.state().status() != RunState.Status.RUNNING) {
                return view.state();
            }
            move(run, view);
        }
    }

    /** One move of whoever's turn it is. */
    void move(long run, RunView view) {
        var state = view.state();
        var step = state.currentStep().orElseThrow().step();
        if (step instanceof CeremonyStep.RollCall) {
            var missing = missing(state);
            if (missing.isEmpty()) {
                conduct.advance(actor("Alice"), run);
            } else {
                conduct.join(actor(missing.getFirst()), run);
            }
        } else if (isSharing(state, step)) {
            share(run, state);
        } else if (view.token() != null && view.token().state() == ShareStatus.State.LOCKED) {
            handIn(run, state, state.plan().script().people().custodians(), 2);
        } else if (state.digest().isPresent() && !state.isReadBack()) {
            var digest = state.digest().get();
            for (var name : List.of("Alice", "Walter")) {
                if (!state.readBacks().containsKey(name)) {
                    conduct.readBack(actor(name), run, digest, name.substring(0, 1));
                }
            }
        } else {
            conduct.advance(actor("Alice"), run);
        }
    }

    private List<String> missing(RunState state) {
        var missing = new ArrayList<>(state.plan().script().persons());
        missing.removeAll(state.present().keySet());
        return missing;
    }

    private static boolean isSharing(RunState state, CeremonyStep step) {
        return step instanceof CeremonyStep.InitialiseToken
                || step instanceof CeremonyStep.ReshareToken
                || (step instanceof CeremonyStep.ActivateToken
                        && state.kind() == RunKind.REHEARSAL);
    }

    private void share(long run, RunState state) {
        var token = state.kind() == RunKind.REAL ? root : rehearsal.started();
        var status = token.awaitSigner();
        if (status.state() == ShareStatus.State.ACTIVE) {
            conduct.advance(actor("Alice"), run);
            return;
        }
        var round = state.shares();
        var present = status.present();
        var proposed = status.proposed();
        var isPresent =
                present != null
                        && round.filter(r -> r.set().equals(present.set().id())).isPresent();
        var isProposed =
                proposed != null
                        && round.filter(r -> r.set().equals(proposed.set().id())).isPresent();
        if (round.isEmpty() || !(isPresent || isProposed)) {
            conduct.split(actor("Alice"), run);
            return;
        }
        for (var name : round.get().custodians()) {
            if (!round.get().confirmed().contains(round.get().indexOf(name)) || isPresent) {
                var share = person(name).open(conduct.takeShare(actor(name), run));
                shares.put(name + "/" + round.get().set(), share);
                offer(run, name, share, token);
                return;
            }
        }
        handIn(run, state, state.plan().script().people().custodians(), 2);
    }

    /** Custodians hand in the shares of the set that opens the token now. */
    private void handIn(long run, RunState state, List<String> custodians, int quorum) {
        var token = state.kind() == RunKind.REAL ? root : rehearsal.started();
        var status = token.awaitSigner();
        var present = status.present();
        if (status.state() == ShareStatus.State.ACTIVE || present == null) {
            return;
        }
        var set = present.set().id();
        for (var name : custodians.subList(0, quorum)) {
            var index = custodians.indexOf(name) + 1;
            if (!present.indices().contains(index)) {
                offer(run, name, Objects.requireNonNull(shares.get(name + "/" + set)), token);
            }
        }
    }

    private void offer(long run, String name, String share, TemporarySharedToken token) {
        var sealed =
                ShareSeal.seal(
                        share.getBytes(StandardCharsets.UTF_8),
                        token.awaitSigner().oneTimePublicKey());
        conduct.handIn(actor(name), run, sealed);
    }

    static List<TranscriptEvent> events(RunState state) {
        return state.entries().stream().map(entry -> entry.event()).toList();
    }

    @Override
    public void close() {
        root.close();
        rehearsal.close();
        connections.close();
        postgres.close();
    }
}
