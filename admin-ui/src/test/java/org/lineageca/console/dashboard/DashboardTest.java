package org.lineageca.console.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.act.Plan;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.lifecycle.ActStore;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.CertifyGeneration;
import org.lineageca.ca.lifecycle.CreateGeneration;
import org.lineageca.ca.lifecycle.IssueCrl;
import org.lineageca.ca.lifecycle.ProbeTokens;
import org.lineageca.ca.lifecycle.ProbeTokens.Probe;
import org.lineageca.ca.lifecycle.SetCrlBudget;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.console.dashboard.DashboardPage.Node;
import org.lineageca.console.dashboard.DashboardPage.Row;
import org.lineageca.console.shell.Badge;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.softhsm.TemporaryToken;
import org.lineageca.migrations.TemporaryDatabase;

/** The console's own parts, put together as in the program, on a real database and a real token. */
class DashboardTest {

    private static final Actor ITSELF = new Actor.Installation("test");
    private static final Actor OTTO = new Actor.Principal("otto", TrustedRole.Officer);
    private static final Actor OLGA = new Actor.Principal("olga", TrustedRole.Officer);
    private static final Actor AUDITOR = new Actor.Principal("audrey", TrustedRole.Auditor);

    @TempDir private static Path folder;
    private static TemporaryDatabase postgres;
    private static TemporaryToken token;
    private static ApplicationContext context;
    private static Generation.Enabled issuing;

    @BeforeAll
    static void start() throws IOException {
        postgres = TemporaryDatabase.start();
        token = TemporaryToken.start("issuing");
        context = console(token.socket());
        var root = enabled("CN=Test Root,O=Example", null, Duration.ofDays(7_300));
        issuing = enabled("CN=Test Issuing,O=Example", root, Duration.ofDays(1_825));
        context.getBean(AuthorityStore.class)
                .add(
                        ReadyMade.derive(
                                "tls-server",
                                CertificateTemplate.TLS_SERVER,
                                "servers",
                                Duration.ofDays(90),
                                false),
                        Instant.now(),
                        ITSELF);
        context.getBean(IssueCrl.class).issue(ITSELF, root.identity().id());
        context.getBean(IssueCrl.class).issue(ITSELF, issuing.identity().id());
    }

    @AfterAll
    static void stop() {
        context.close();
        token.close();
        postgres.close();
    }

    private static ApplicationContext console(Path signer) throws IOException {
        var password = Files.writeString(folder.resolve("password"), postgres.password());
        return ApplicationContext.run(
                Map.of(
                        "lineage.database.url",
                        postgres.jdbcUrl(),
                        "lineage.database.user",
                        "core",
                        "lineage.database.password-file",
                        password.toString(),
                        "lineage.signers.issuing.socket",
                        signer.toString(),
                        "lineage.signers.issuing.token",
                        "issuing"));
    }

    private static Generation.Enabled enabled(
            String name, Generation.@Nullable Enabled parent, Duration validity) {
        var plan =
                new CreateGeneration.Plan(
                        DistinguishedName.of(name),
                        1,
                        "issuing",
                        parent == null ? "root" : "issuing",
                        KeyAlgorithm.P256,
                        parent == null ? null : "servers",
                        parent == null ? null : parent.identity().id(),
                        CrlPolicy.plain(
                                CrlSchedule.regular(Duration.ofDays(1), Duration.ofDays(7))),
                        "http://crl.example",
                        parent == null ? null : "http://ocsp.example");
        var staged =
                context.getBean(CertifyGeneration.class)
                        .certify(
                                ITSELF,
                                context.getBean(CreateGeneration.class).create(ITSELF, plan),
                                parent == null ? null : parent.issuer(),
                                parent == null ? CaConstraints.NONE : CaConstraints.ISSUING,
                                validity);
        var enabled = staged.enabled(Instant.now());
        context.getBean(AuthorityStore.class).moved(staged, enabled, ITSELF);
        return enabled;
    }

    private static DashboardPresenter presenter() {
        return context.getBean(DashboardPresenter.class);
    }

    /** Read anew, whatever was read in the last two seconds. */
    private static DashboardPage page(Actor actor) {
        return presenter()
                .page(actor, new Look.Seen(context.getBean(ReadInstallation.class).read(ITSELF)));
    }

    private static void await(Runnable assertion) {
        Awaitility.await().untilAsserted(assertion::run);
    }

    @Test
    void authoritiesAreShownBelowTheOneThatCertifiedThem() {
        var page = page(AUDITOR);
        assertThat(page.state().tree().nodes())
                .containsExactly(
                        node(page, "Test Root", 0, "root"),
                        node(page, "Test Issuing", 1, "servers"));
        assertThat(page.outage()).isNull();
        assertThat(page.agenda().rows())
                .anySatisfy(row -> {
                    assertThat(row.key()).startsWith("crl-");
                    assertThat(row.urgency()).isEqualTo(Urgency.AHEAD);
                    assertThat(row.left()).isEqualTo("6 d left");
                });
    }

    private static Node node(DashboardPage page, String name, int depth, String role) {
        var label =
                page.state().tree().nodes().stream()
                        .filter(node -> node.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .label();
        return new Node(label, depth, name, role, "Enabled", Badge.Tone.GOOD, false);
    }

    @Test
    void anActWaitsForThoseOnlyWhoMayApproveIt() {
        var acts = context.getBean(ActStore.class);
        var act =
                acts.propose(
                        Plan.of(new Act.Disable(issuing.identity().id())), Instant.now(), OTTO);
        assertThat(page(OLGA).work().approvals())
                .extracting(Row::title, Row::next)
                .containsExactly(tuple("Disable Test Issuing", new Next.ToAct(act.id())));
        assertThat(page(OTTO).work().approvals()).isEmpty();
        assertThat(page(AUDITOR).work().approvals()).isEmpty();
        assertThat(page(AUDITOR).work().jobs()).isEmpty();
        var withdrawn = act.withdrawn(new DecidedAct.Signature("otto", Instant.now()));
        acts.moved(act, withdrawn, Instant.now(), OTTO);
        assertThat(page(OLGA).work().approvals()).isEmpty();
    }

    @Test
    void whoeverHasItOpenIsShownEachLookAndNobodyElseCausesOne() {
        Queue<Look> shown = new ConcurrentLinkedQueue<>();
        context.getBean(SetCrlBudget.class).set(ITSELF, "servers", 1_000L, null);
        var end =
                presenter()
                        .follow(
                                new InstallationWatch.Viewer() {
                                    @Override
                                    public boolean isThere() {
                                        return true;
                                    }

                                    @Override
                                    public void show(Look look) {
                                        shown.add(look);
                                    }
                                });
        await(() -> {
            var page = page(AUDITOR);
            assertThat(page.state().tokens())
                    .singleElement()
                    .satisfies(row -> assertThat(row.word()).isEqualTo(DashboardWords.signs()));
            assertThat(page.budgets().rows())
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.share()).isZero();
                        assertThat(row.curve()).isNotEmpty();
                        assertThat(row.forecast()).startsWith("lasts");
                    });
        });
        await(() -> assertThat(shown).hasSizeGreaterThan(2));
        assertThat(shown.peek()).isInstanceOf(Look.Seen.class);
        end.run();
        var count = shown.size();
        Awaitility.await().during(Duration.ofMillis(1_500)).until(() -> shown.size() <= count + 1);
    }

    @Test
    void aTokenThatIsAwayIsSaidToBe() throws IOException {
        try (var elsewhere = console(folder.resolve("nobody.sock"))) {
            var probes = elsewhere.getBean(ProbeTokens.class).probe(AUDITOR);
            assertThat(probes)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Probe.Failed.class,
                            failed -> assertThat(failed.token()).isEqualTo("issuing"));
        }
    }

    @Test
    void withoutADatabaseItSaysSoAndShowsWhatItReadLast() throws IOException {
        try (var other = console(token.socket())) {
            var presenter = other.getBean(DashboardPresenter.class);
            assertThat(presenter.page(AUDITOR).outage()).isNull();
            other.getBean(HikariDataSource.class).close();
            await(() -> {
                var page = presenter.page(AUDITOR);
                assertThat(page.outage()).contains("What stands here is of", "lineage status");
                assertThat(page.headline().tone()).isEqualTo(Badge.Tone.BAD);
                assertThat(page.state().tree().nodes()).hasSize(2);
            });
        }
    }

    @Test
    void thereIsALineForEveryMatter() {
        assertThat(List.of(Matter.values())).hasSize(Agenda.LINES);
    }
}
