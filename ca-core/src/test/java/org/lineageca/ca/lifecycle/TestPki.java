package org.lineageca.ca.lifecycle;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.batch.IssueBatchStore;
import org.lineageca.ca.batch.IssueInBatches;
import org.lineageca.ca.batch.RunBatches;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.guard.KnownModuli;
import org.lineageca.ca.guard.WeakKeys;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.mass.ConcludeDrill;
import org.lineageca.ca.mass.CrlOutlook;
import org.lineageca.ca.mass.ForeseeReissue;
import org.lineageca.ca.mass.ForeseeRevocation;
import org.lineageca.ca.mass.MassLedger;
import org.lineageca.ca.mass.ReissueLedger;
import org.lineageca.ca.mass.ReissueSelected;
import org.lineageca.ca.mass.RevokeSelected;
import org.lineageca.ca.mass.SelectCertificates;
import org.lineageca.ca.mass.SelectionStore;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqActStore;
import org.lineageca.ca.store.JooqAuthorityStore;
import org.lineageca.ca.store.JooqBatchStore;
import org.lineageca.ca.store.JooqCertificateStore;
import org.lineageca.ca.store.JooqCrlLedger;
import org.lineageca.ca.store.JooqCrlOutlook;
import org.lineageca.ca.store.JooqCrlPolicyStore;
import org.lineageca.ca.store.JooqForeignCertificates;
import org.lineageca.ca.store.JooqGenerationChronicle;
import org.lineageca.ca.store.JooqIssueBatchStore;
import org.lineageca.ca.store.JooqKeyLedger;
import org.lineageca.ca.store.JooqLineageLedger;
import org.lineageca.ca.store.JooqLogAnswers;
import org.lineageca.ca.store.JooqMassLedger;
import org.lineageca.ca.store.JooqModulusLedger;
import org.lineageca.ca.store.JooqOcspSignerStore;
import org.lineageca.ca.store.JooqPeopleStore;
import org.lineageca.ca.store.JooqPrecertificateStore;
import org.lineageca.ca.store.JooqPrincipalStore;
import org.lineageca.ca.store.JooqProfileStore;
import org.lineageca.ca.store.JooqReissueLedger;
import org.lineageca.ca.store.JooqReissueStore;
import org.lineageca.ca.store.JooqRenewalLedger;
import org.lineageca.ca.store.JooqRevocationStore;
import org.lineageca.ca.store.JooqSelectionStore;
import org.lineageca.ca.token.Signers;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.transparency.LogList;
import org.lineageca.ca.transparency.log.AskLogs;
import org.lineageca.ca.transparency.log.LogAnswers;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.softhsm.TemporaryToken;
import org.lineageca.migrations.PostgresCluster;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.octets.Octets;

/**
 * A root and an issuing CA on a real token and a real PostgreSQL, as the core's own role sees them,
 * with a clock that is set by hand.
 */
final class TestPki {

    static final Actor ACTOR = new Actor.Installation("test");
    static final String LINEAGE = "servers";

    /** Started once, for all test classes; what lives in them is new for each {@code TestPki}. */
    private static final class Parts {
        static final TemporaryDatabase POSTGRES = TemporaryDatabase.start();
        static final TemporaryToken TOKEN = TemporaryToken.start("issuing");
        static final HikariDataSource CONNECTIONS = connections("core");
        static final HikariDataSource OF_OWNER = connections(PostgresCluster.OWNER);
        static final EmptyTables EMPTY =
                new EmptyTables(DSL.using(OF_OWNER, SQLDialect.POSTGRES), TABLES);

        private static HikariDataSource connections(String role) {
            var config = new HikariConfig();
            config.setJdbcUrl(POSTGRES.jdbcUrl());
            config.setUsername(role);
            config.setPassword(POSTGRES.password());
            config.setMinimumIdle(1);
            config.setMaximumPoolSize(16);
            return new HikariDataSource(config);
        }
    }

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String TABLES =
            "lineage, authority, generation, ca_certificate, profile, profile_version,"
                    + " certificate, signed_certificate, revocation, ocsp_signer, crl_scope, crl, principal,"
                    + " credential, audit_event, act, foreign_certificate, key_destruction,"
                    + " exchange_partner, exchange_package, drill, reissue, reissued_certificate, revocation_batch,"
                    + " revocation_batch_certificate, blocked_key, idempotent_request,"
                    + " population_change, issue_batch, issue_batch_request, issue_batch_intent,"
                    + " issue_batch_refusal";

    private final TemporaryToken token = Parts.TOKEN;

    /** No two tests' keys are called alike. */
    private final String series = "t" + COUNT.incrementAndGet();

    {
        Parts.EMPTY.empty();
        destroyKeys();
    }

    private Instant now = Instant.parse("2026-11-21T08:00:00Z");
    final InstantSource clock = () -> now;
    final FaultySigner signer = new FaultySigner(token.signer());

    /** Why nothing may be signed; null while it may. */
    volatile @Nullable String refusesToSign;

    final TokenSigning signing =
            new TokenSigning(new Signers(Map.of("issuing", signer)), this::refuseToSign);
    private final GenerationKeys keys = new GenerationKeys(database());
    final AuthorityStore authorities = new JooqAuthorityStore(database(), keys);
    final CertificateStore certificates = new JooqCertificateStore(database(), keys);
    final CrlLedger ledger = new JooqCrlLedger(database(), keys);
    final CrlPolicyStore policies = new JooqCrlPolicyStore(database(), keys);
    final OcspSignerStore ocspSigners = new JooqOcspSignerStore(database(), keys);
    final PrecertificateStore precertificates = new JooqPrecertificateStore(database(), keys);
    final LogAnswers logAnswers = new JooqLogAnswers(database());
    final SignCertificate sign = signingWith(LogList.NONE);
    final RevocationStore revocations = new JooqRevocationStore(database(), keys);
    final RevokeCertificate revoke = new RevokeCertificate(certificates, revocations, clock);
    final ReleaseHold release = new ReleaseHold(certificates, revocations, clock);
    final IssueCrl crls = new IssueCrl(authorities, ledger, signing, clock);
    final IssueOcspSigner delegates =
            new IssueOcspSigner(authorities, ocspSigners, sign, signing, clock, new SecureRandom());
    private final SignCaCertificate signCa =
            new SignCaCertificate(sign, authorities, clock, new SecureRandom());
    private final JooqForeignCertificates foreign = new JooqForeignCertificates(database());
    final ObligationLedger obligations =
            new ObligationLedger(authorities, new JooqGenerationChronicle(database(), keys), clock);
    final ActStore acts = new JooqActStore(database());
    final BatchStore batches = new JooqBatchStore(database(), keys);
    final ProfileStore profiles = new JooqProfileStore(database());
    final PrincipalStore principals = new JooqPrincipalStore(database(), keys);
    final RevokeInBatches inBatches =
            new RevokeInBatches(batches, authorities, revocations, acts, clock);
    private final MassLedger massLedger = new JooqMassLedger(database(), keys);
    private final CrlOutlook crlOutlook = new JooqCrlOutlook(database(), keys);
    final SelectionStore selections = new JooqSelectionStore(database());
    final SelectCertificates select =
            new SelectCertificates(selections, batches, authorities, clock);
    final ForeseeRevocation foresee =
            new ForeseeRevocation(
                    new ForeseeRevocation.Ledgers(
                            batches,
                            massLedger,
                            authorities,
                            ledger,
                            new JooqLineageLedger(database(), keys)),
                    crlOutlook,
                    clock);
    final RevokeSelected selected =
            new RevokeSelected(inBatches, foresee, batches, massLedger, clock);
    final ReissueStore reissues = new JooqReissueStore(database(), keys);
    private final ReissueLedger reissueLedger = new JooqReissueLedger(database(), keys);
    final SuggestRenewal renewal =
            new SuggestRenewal(authorities, new JooqRenewalLedger(database(), keys), acts);
    final RestrictKeys restrictKeys = new RestrictKeys(authorities, signing, clock);
    final CertifyExternally external =
            new CertifyExternally(authorities, foreign, acts, signing, clock);
    // Relying parties see a CRL the moment it is recorded: the publisher has tests of its own.
    private final PublishFirst publishFirst = new PublishFirst(crls, delegates, (_, _, _) -> {});
    private final LinkRoots linkRoots = new LinkRoots(authorities, signCa, clock);
    private final CrossCertify cross = new CrossCertify(authorities, foreign, signCa, clock);
    private final PerformActs.Performers performers =
            new PerformActs.Performers(
                    new StageGenerations(
                            authorities,
                            policies,
                            new CreateGeneration(authorities, signing, clock),
                            new CertifyGeneration(authorities, signCa, clock),
                            publishFirst,
                            linkRoots,
                            new NamesakeCrls(authorities, ledger, crls, signing),
                            signing),
                    new RenewCaCertificate(authorities, signCa, clock),
                    new PassIssuing(authorities, publishFirst, linkRoots, clock),
                    cross,
                    new RevokeAuthority(authorities, crls, ledger, signing, clock),
                    new RetireGeneration(authorities, obligations, crls, clock),
                    new DestroyKey(authorities, obligations, crls, signing, clock),
                    new RevokeListed(
                            batches,
                            new ConcludeDrill(foresee, crlOutlook, massLedger, clock),
                            clock),
                    new ReissueListed(batches, reissues, authorities, () -> this.repeat, clock),
                    new ChangeProfile(authorities, profiles, acts, clock),
                    new ChangePeople(new JooqPeopleStore(database()), acts, clock));
    final PerformActs perform = new PerformActs(acts, foreign, performers, clock);
    final FindOfflineWork offlineWork =
            new FindOfflineWork(acts, authorities, performers, signCa, signing);
    final DecideActs decide =
            new DecideActs(
                    authorities, foreign, acts, obligations, performers, perform, signing, clock);
    final KeyLedger keyLedger = new JooqKeyLedger(database(), keys);
    final GuardKeys guard = new GuardKeys(new WeakKeys(KnownModuli.NONE), keyLedger);
    final ModulusLedger moduli = new JooqModulusLedger(database());
    final ScreenModuli screen = new ScreenModuli(moduli, keyLedger, clock);
    final AdmitRequest admission = new AdmitRequest(guard, screen, CheckCaa.notConfigured());
    final BlockKeys blockKeys = new BlockKeys(keyLedger, clock);
    final PrepareCertificate prepare =
            new PrepareCertificate(authorities, perform, admission, clock, new SecureRandom());
    final IssueCertificate issue = new IssueCertificate(prepare, sign);
    final IssueBatchStore issueBatches = new JooqIssueBatchStore(database(), keys);
    final IssueInBatches issueInBatches =
            new IssueInBatches(issueBatches, authorities, prepare, clock);
    final RunBatches runBatches = runner(issueBatches);
    final RepeatCertificate repeat = new RepeatCertificate(issue, prepare);
    final ReissueSelected reissue =
            new ReissueSelected(
                    new ReissueSelected.Ledgers(batches, reissues, reissueLedger, acts),
                    new ForeseeReissue(
                            batches, reissues, reissueLedger, authorities, repeat, clock),
                    clock);
    final Generation.Enabled root =
            enabled("CN=Test Root,O=Example", null, null, Duration.ofDays(3650));
    final Generation.Enabled issuing =
            enabled("CN=Test Issuing,O=Example", LINEAGE, root, Duration.ofDays(1825));

    TestPki() {
        authorities.add(
                ReadyMade.derive(
                        "tls-server",
                        CertificateTemplate.TLS_SERVER,
                        LINEAGE,
                        Duration.ofDays(90),
                        false),
                now,
                ACTOR);
    }

    /** Those of tests before: SoftHSM opens the files of all keys whenever it looks for one. */
    private void destroyKeys() {
        for (var key : token.signer().keys()) {
            if (!key.purposes().contains(KeyPurpose.HEALTH)) {
                token.signer().destroy(key.handle());
            }
        }
    }

    /** A node that works on issue batches. */
    RunBatches runner(IssueBatchStore store) {
        return new RunBatches(store, prepare, signing, clock);
    }

    /** The same where logs are configured. */
    SignCertificate signingWith(LogList logs) {
        return new SignCertificate(
                certificates,
                new SignLogged(
                        certificates,
                        precertificates,
                        authorities,
                        new AskLogs(logs, logAnswers, clock),
                        signing,
                        clock),
                signing,
                clock);
    }

    private void refuseToSign() {
        var why = refusesToSign;
        if (why != null) {
            throw new RefusedException(Refusal.DATABASE_RESTORED, why);
        }
    }

    DSLContext database() {
        return DSL.using(Parts.CONNECTIONS, SQLDialect.POSTGRES);
    }

    /** The DER of the newest signed CRL of each scope, by label and scope. */
    Map<String, Octets> newestCrls() {
        return asOwner()
                .fetch(
                        """
                        SELECT label || '/' || crl.scope,
                            (SELECT string_agg(content, ''::bytea ORDER BY piece) FROM crl_piece
                                WHERE (crl_piece.generation_id, crl_piece.scope, crl_piece.number)
                                    = (crl.generation_id, crl.scope, crl.number))
                        FROM crl JOIN generation USING (generation_id)
                        WHERE crl.number = (SELECT max(number) FROM crl AS newest WHERE recorded_at IS NOT NULL
                            AND (newest.generation_id, newest.scope) = (crl.generation_id, crl.scope))
                        """)
                .intoMap(
                        row -> row.get(0, String.class),
                        row -> Octets.of(row.get(1, byte[].class)));
    }

    /** The same database as its owner, who may break things. */
    DSLContext asOwner() {
        return DSL.using(Parts.OF_OWNER, SQLDialect.POSTGRES);
    }

    /**
     * From now on a statement fails.
     *
     * @param fault the part of CREATE TRIGGER between its name and what it executes
     */
    void failOn(String fault) {
        asOwner()
                .execute(
                        """
                        CREATE OR REPLACE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$
                        """);
        asOwner().execute("CREATE TRIGGER fault " + fault + " EXECUTE FUNCTION fault()");
    }

    void mend(String fault) {
        asOwner()
                .execute(
                        "DROP TRIGGER fault ON "
                                + fault.replaceFirst("BEFORE \\w+ ON (\\w+) .*", "$1"));
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    /** From now on the root's key is where nobody here reaches it. */
    void keepRootOffline() {
        asOwner()
                .execute(
                        "UPDATE generation SET token = 'offline' WHERE label = {0}",
                        DSL.val(root.identity().id().label()));
    }

    void bringRootBack() {
        asOwner()
                .execute(
                        "UPDATE generation SET token = 'issuing' WHERE label = {0}",
                        DSL.val(root.identity().id().label()));
    }

    TemporaryToken token() {
        return token;
    }

    private Generation.Enabled enabled(
            String name,
            @Nullable String lineage,
            Generation.@Nullable Enabled parent,
            Duration validity) {
        var create = new CreateGeneration(authorities, signing, clock);
        var certify = new CertifyGeneration(authorities, signCa, clock);
        var plan =
                new CreateGeneration.Plan(
                        DistinguishedName.of(name),
                        1,
                        "issuing",
                        series + (lineage == null ? "-root" : "-issuing"),
                        KeyAlgorithm.P256,
                        lineage,
                        parent == null ? null : parent.identity().id(),
                        CrlPolicy.plain(
                                CrlSchedule.regular(Duration.ofHours(12), Duration.ofDays(7))),
                        "http://crl.example",
                        parent == null ? null : "http://ocsp.example");
        var staged =
                certify.certify(
                        ACTOR,
                        create.create(ACTOR, plan),
                        parent == null ? null : parent.issuer(),
                        parent == null ? CaConstraints.NONE : CaConstraints.ISSUING,
                        validity);
        return new EnableGeneration(authorities, publishFirst, clock).enable(ACTOR, staged);
    }

    /** A key of a responder, on the same token. */
    KeyHandle responderKey() {
        return signer.generate(
                        series + "-ocsp", KeyAlgorithm.P256, Set.of(KeyPurpose.OCSP_RESPONSE))
                .handle();
    }
}
