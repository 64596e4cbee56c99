package org.lineageca.console.exchange;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.act.Plan;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.ceremony.CeremonyStep;
import org.lineageca.ca.ceremony.KnownCa;
import org.lineageca.ca.config.Settings;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.exchange.ExchangeSignature;
import org.lineageca.ca.exchange.courier.ExchangeLedger;
import org.lineageca.ca.exchange.courier.ExportRequests;
import org.lineageca.ca.exchange.courier.ExportResults;
import org.lineageca.ca.exchange.courier.ImportRequests;
import org.lineageca.ca.exchange.courier.ImportResults;
import org.lineageca.ca.exchange.courier.KeptPackage;
import org.lineageca.ca.exchange.courier.ListPackages;
import org.lineageca.ca.exchange.courier.PinPartner;
import org.lineageca.ca.exchange.courier.TakenRequests;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.CertificateStore;
import org.lineageca.ca.lifecycle.CertifyGeneration;
import org.lineageca.ca.lifecycle.ChangePeople;
import org.lineageca.ca.lifecycle.ChangeProfile;
import org.lineageca.ca.lifecycle.CreateGeneration;
import org.lineageca.ca.lifecycle.CrossCertify;
import org.lineageca.ca.lifecycle.DestroyKey;
import org.lineageca.ca.lifecycle.FindOfflineWork;
import org.lineageca.ca.lifecycle.IssueCrl;
import org.lineageca.ca.lifecycle.IssueOcspSigner;
import org.lineageca.ca.lifecycle.LinkRoots;
import org.lineageca.ca.lifecycle.NamesakeCrls;
import org.lineageca.ca.lifecycle.ObligationLedger;
import org.lineageca.ca.lifecycle.PassIssuing;
import org.lineageca.ca.lifecycle.PerformActs;
import org.lineageca.ca.lifecycle.PublishFirst;
import org.lineageca.ca.lifecycle.ReissueListed;
import org.lineageca.ca.lifecycle.RenewCaCertificate;
import org.lineageca.ca.lifecycle.RetireGeneration;
import org.lineageca.ca.lifecycle.RevokeAuthority;
import org.lineageca.ca.lifecycle.RevokeListed;
import org.lineageca.ca.lifecycle.SignCaCertificate;
import org.lineageca.ca.lifecycle.SignCertificate;
import org.lineageca.ca.lifecycle.SignLogged;
import org.lineageca.ca.lifecycle.StageGenerations;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqActStore;
import org.lineageca.ca.store.JooqAuthorityStore;
import org.lineageca.ca.store.JooqBatchStore;
import org.lineageca.ca.store.JooqCertificateStore;
import org.lineageca.ca.store.JooqCrlLedger;
import org.lineageca.ca.store.JooqCrlPolicyStore;
import org.lineageca.ca.store.JooqExchangeLedger;
import org.lineageca.ca.store.JooqForeignCertificates;
import org.lineageca.ca.store.JooqGenerationChronicle;
import org.lineageca.ca.store.JooqLogAnswers;
import org.lineageca.ca.store.JooqOcspSignerStore;
import org.lineageca.ca.store.JooqPeopleStore;
import org.lineageca.ca.store.JooqPrecertificateStore;
import org.lineageca.ca.store.JooqProfileStore;
import org.lineageca.ca.store.JooqReissueStore;
import org.lineageca.ca.token.TokenExchangeKey;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.transparency.LogList;
import org.lineageca.ca.transparency.log.AskLogs;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.softhsm.TemporaryToken;
import org.lineageca.migrations.PostgresCluster;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.octets.Octets;

/**
 * An online and an offline installation as their consoles see them, on a PostgreSQL each; the keys
 * lie on one real token, the root's where the online one does not reach it.
 */
final class TwoSites implements AutoCloseable {

    static final Actor ANNA = new Actor.Principal("anna", TrustedRole.Administrator);
    static final Actor OTTO = new Actor.Principal("otto", TrustedRole.Officer);
    static final Actor AUDITOR = new Actor.Principal("audrey", TrustedRole.Auditor);
    static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private static final Actor ITSELF = new Actor.Installation("test");
    private static final CrlSchedule SCHEDULE =
            CrlSchedule.regular(Duration.ofDays(90), Duration.ofDays(120));
    private static final String TABLES =
            "lineage, authority, generation, ca_certificate, profile, certificate,"
                    + " signed_certificate, revocation, ocsp_signer, crl_scope, crl, audit_event,"
                    + " act, foreign_certificate, key_destruction, exchange_partner,"
                    + " exchange_package";

    /** Started once; what lives in them is new for each {@code TwoSites}. */
    private static final class Parts {
        static final TemporaryDatabase ONLINE = TemporaryDatabase.start();
        static final TemporaryDatabase OFFLINE = TemporaryDatabase.start();
        static final TemporaryToken TOKEN = TemporaryToken.start("issuing");
        static final AtomicInteger COUNT = new AtomicInteger();
    }

    /** One installation's console. */
    record Site(PartnersPresenter partners, PackagesPresenter packages, ImportPresenter imports) {}

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final String series = "t" + Parts.COUNT.incrementAndGet();
    private final CloseableDSLContext here = emptied(Parts.ONLINE);
    private final CloseableDSLContext there = emptied(Parts.OFFLINE);
    private final TokenSigning signing = new TokenSigning(Map.of("issuing", Parts.TOKEN.signer()));
    private final GenerationKeys keys = new GenerationKeys(here);
    final AuthorityStore authorities = new JooqAuthorityStore(here, keys);
    private final CertificateStore certificates = new JooqCertificateStore(here, keys);
    private final SignCertificate sign =
            new SignCertificate(
                    certificates,
                    new SignLogged(
                            certificates,
                            new JooqPrecertificateStore(here, keys),
                            new JooqAuthorityStore(here, keys),
                            new AskLogs(LogList.NONE, new JooqLogAnswers(here), clock),
                            signing,
                            clock),
                    signing,
                    clock);
    private final SignCaCertificate signCa =
            new SignCaCertificate(sign, authorities, clock, new SecureRandom());
    private final ExchangeSignature onlineKey = new TokenExchangeKey(Parts.TOKEN.signer());
    private final ExchangeSignature offlineKey = new SoftwareExchangeKey();
    private final ExchangeLedger vaultLedger = new JooqExchangeLedger(there);
    private final TakenRequests taken;
    private final Generation.Enabled root;

    final Generation.Enabled issuing;
    final Site online;
    final Site offline;

    /** Whether the offline installation has held its first ceremony. */
    boolean hasKey = true;

    TwoSites() {
        root = enabled("CN=Test Root,O=Example", null, Duration.ofDays(3650));
        issuing = enabled("CN=Test Issuing,O=Example", root, Duration.ofDays(400));
        try (var owner = owner(Parts.ONLINE)) {
            owner.execute(
                    "UPDATE generation SET token = 'offline' WHERE label = {0}",
                    DSL.val(root.identity().id().label()));
        }
        var vaultKeys = new GenerationKeys(there);
        var vault = new JooqAuthorityStore(there, vaultKeys);
        var awaiting = vault.create(root.identity(), CrlPolicy.plain(SCHEDULE), NOW, ITSELF);
        var staged = awaiting.certified(root.certificate(), NOW);
        vault.certified(awaiting, staged, ITSELF);
        vault.moved(staged, staged.enabled(NOW), ITSELF);
        taken = new TakenRequests(vaultLedger, new JooqCertificateStore(there, vaultKeys));
        online = online();
        offline = offline(vault);
    }

    private static CloseableDSLContext emptied(TemporaryDatabase postgres) {
        try (var owner = owner(postgres)) {
            owner.execute("TRUNCATE " + TABLES + " RESTART IDENTITY CASCADE");
        }
        return DSL.using(postgres.jdbcUrl(), "core", postgres.password());
    }

    private static CloseableDSLContext owner(TemporaryDatabase postgres) {
        return DSL.using(postgres.jdbcUrl(), PostgresCluster.OWNER, postgres.password());
    }

    private Generation.Enabled enabled(
            String name, Generation.@Nullable Enabled parent, Duration validity) {
        var plan =
                new CreateGeneration.Plan(
                        DistinguishedName.of(name),
                        1,
                        "issuing",
                        series + (parent == null ? "-root" : "-issuing"),
                        KeyAlgorithm.P256,
                        parent == null ? null : "servers",
                        parent == null ? null : parent.identity().id(),
                        CrlPolicy.plain(SCHEDULE),
                        "http://crl.example",
                        parent == null ? null : "http://ocsp.example");
        var staged =
                new CertifyGeneration(authorities, signCa, clock)
                        .certify(
                                ITSELF,
                                new CreateGeneration(authorities, signing, clock)
                                        .create(ITSELF, plan),
                                parent == null ? null : parent.issuer(),
                                parent == null ? CaConstraints.NONE : CaConstraints.ISSUING,
                                validity);
        var enabled = staged.enabled(NOW);
        authorities.moved(staged, enabled, ITSELF);
        return enabled;
    }

    private Site online() {
        var ledger = new JooqExchangeLedger(here);
        var pin = new PinPartner(ledger, () -> Optional.of(onlineKey.publicKey()), clock);
        var work =
                new FindOfflineWork(
                        new JooqActStore(here), authorities, performers(), signCa, signing);
        var exports = new ExportRequests(ledger, work, authorities, signing, onlineKey, clock);
        var imports =
                new ImportRequests(
                        ledger,
                        () -> Optional.of(onlineKey.publicKey()),
                        authorities,
                        new TakenRequests(ledger, certificates),
                        clock);
        var installation = new Settings.Installation(Settings.Kind.ONLINE);
        var packages = new ListPackages(ledger);
        return new Site(
                new PartnersPresenter(pin, packages, installation),
                new PackagesPresenter(
                        packages, pin, () -> exports, imports, authorities, installation),
                new ImportPresenter(
                        imports,
                        () ->
                                new ImportResults(
                                        ledger, onlineKey, authorities, certificates, clock),
                        authorities,
                        installation,
                        clock));
    }

    private Site offline(AuthorityStore vault) {
        var pin = new PinPartner(vaultLedger, this::vaultKey, clock);
        var imports = new ImportRequests(vaultLedger, this::vaultKey, vault, taken, clock);
        var installation = new Settings.Installation(Settings.Kind.OFFLINE);
        var packages = new ListPackages(vaultLedger);
        return new Site(
                new PartnersPresenter(pin, packages, installation),
                new PackagesPresenter(
                        packages,
                        pin,
                        () -> {
                            throw notHere();
                        },
                        imports,
                        vault,
                        installation),
                new ImportPresenter(
                        imports,
                        () -> {
                            throw notHere();
                        },
                        vault,
                        installation,
                        clock));
    }

    private Optional<Octets> vaultKey() {
        return hasKey ? Optional.of(offlineKey.publicKey()) : Optional.empty();
    }

    private static AssertionError notHere() {
        return new AssertionError("an offline installation has no signer for its exchange key");
    }

    private PerformActs.Performers performers() {
        var crlLedger = new JooqCrlLedger(here, keys);
        var crls = new IssueCrl(authorities, crlLedger, signing, clock);
        var publish =
                new PublishFirst(
                        crls,
                        new IssueOcspSigner(
                                authorities,
                                new JooqOcspSignerStore(here, keys),
                                sign,
                                signing,
                                clock,
                                new SecureRandom()),
                        (_, _, _) -> {});
        var links = new LinkRoots(authorities, signCa, clock);
        var obligations =
                new ObligationLedger(authorities, new JooqGenerationChronicle(here, keys), clock);
        return new PerformActs.Performers(
                new StageGenerations(
                        authorities,
                        new JooqCrlPolicyStore(here, keys),
                        new CreateGeneration(authorities, signing, clock),
                        new CertifyGeneration(authorities, signCa, clock),
                        publish,
                        links,
                        new NamesakeCrls(authorities, crlLedger, crls, signing),
                        signing),
                new RenewCaCertificate(authorities, signCa, clock),
                new PassIssuing(authorities, publish, links, clock),
                new CrossCertify(authorities, new JooqForeignCertificates(here), signCa, clock),
                new RevokeAuthority(authorities, crls, crlLedger, signing, clock),
                new RetireGeneration(authorities, obligations, crls, clock),
                new DestroyKey(authorities, obligations, crls, signing, clock),
                new RevokeListed(
                        new JooqBatchStore(here, keys),
                        (_, _, _, _) -> {
                            throw new IllegalStateException("no drill is held between sites");
                        },
                        clock),
                new ReissueListed(
                        new JooqBatchStore(here, keys),
                        new JooqReissueStore(here, keys),
                        authorities,
                        () -> {
                            throw new IllegalStateException("nothing is re-issued between sites");
                        },
                        clock),
                new ChangeProfile(
                        authorities, new JooqProfileStore(here), new JooqActStore(here), clock),
                new ChangePeople(new JooqPeopleStore(here), new JooqActStore(here), clock));
    }

    /** Both sides pin each other, by two people each. */
    void pinned() {
        pin(online, "vault", offlineKey.publicKey());
        pin(offline, "online", onlineKey.publicKey());
    }

    Octets vaultPublicKey() {
        return offlineKey.publicKey();
    }

    Octets onlinePublicKey() {
        return onlineKey.publicKey();
    }

    private static void pin(Site site, String name, Octets key) {
        if (site.partners().propose(ANNA, name, key) instanceof Answer.Refused(var why)) {
            throw new AssertionError(why);
        }
        site.partners().confirm(OTTO, name, key.sha256());
    }

    /** Two people decide to renew the issuing CA. */
    void renewalApproved(Duration validity) {
        var acts = new JooqActStore(here);
        var plan = Plan.of(new Act.Renew(issuing.identity().id(), validity));
        var proposed = acts.propose(plan, NOW, ANNA);
        acts.moved(
                proposed, proposed.approved(new DecidedAct.Signature(OTTO.name(), NOW)), NOW, OTTO);
    }

    /** Packs what waits, and returns the newest package. */
    Octets packed() {
        online.packages().pack(OTTO, "vault");
        return newest(online);
    }

    private static Octets newest(Site site) {
        var row =
                site.packages().newest(ANNA).stream()
                        .filter(each -> each.direction() == KeptPackage.Direction.SENT)
                        .findFirst()
                        .orElseThrow();
        return Octets.of(site.packages().content(ANNA, row.manifestSha256()));
    }

    /** A ceremony in the vault is held and closed; returns the package with its results. */
    Octets ceremony(String steps) {
        var known =
                new KnownCa(
                        root.identity(),
                        root.certificate(),
                        root.state(),
                        SCHEDULE,
                        0,
                        false,
                        List.of());
        var closed =
                new VaultCeremony(known, taken.open(), steps, offlineKey, NOW).held(this::signed);
        new ExportResults(vaultLedger, clock).pack(ANNA, 1, () -> closed, offlineKey);
        return newest(offline);
    }

    private Octets signed(CeremonyStep.SignCaCertificate step) {
        return signing.signCertificate(step.certificate());
    }

    @Override
    public void close() {
        here.close();
        there.close();
    }
}
