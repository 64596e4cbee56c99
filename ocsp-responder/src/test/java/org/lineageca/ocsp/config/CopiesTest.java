package org.lineageca.ocsp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.migrations.LoginRole;
import org.lineageca.migrations.PostgresCluster;
import org.lineageca.migrations.TemporaryPrimary;
import org.lineageca.ocsp.answer.AnswerPolicy;
import org.lineageca.ocsp.fixture.ParsedResponse;
import org.lineageca.ocsp.fixture.SetClock;
import org.lineageca.ocsp.fixture.SoftwareSigner;
import org.lineageca.ocsp.fixture.StatusTables;
import org.lineageca.ocsp.fixture.TestAuthority;
import org.lineageca.ocsp.fixture.TestRequest;
import org.lineageca.ocsp.http.HttpSettings;
import org.lineageca.ocsp.respond.Limits;
import org.lineageca.ocsp.respond.SigningAhead;
import org.lineageca.ocsp.status.Origin;
import org.lineageca.ocsp.status.StatusUnavailableException;
import org.lineageca.ocsp.store.JooqStatusSource;
import org.lineageca.octets.Octets;

/** Responders over real copies of the CA's database, whose server is killed in the end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CopiesTest {

    private static final Duration VALIDITY = Duration.ofHours(12);
    private static final Duration MAX_AGE = Duration.ofMinutes(15);

    /** What a responder reads. */
    enum Reads {
        DATABASE,
        REPLICA,
        SUBSCRIBER
    }

    private static final List<Reads> COPIES = List.of(Reads.REPLICA, Reads.SUBSCRIBER);

    @TempDir private static Path folder;
    private static TemporaryPrimary primary;
    private static StatusTables tables;
    private static int serials = 100;

    private static final TestAuthority AUTHORITY = TestAuthority.named("Copied CA");
    private static final SoftwareSigner SIGNER = new SoftwareSigner();
    private static final Map<Reads, Reader> READERS = new EnumMap<>(Reads.class);
    private static SetClock clock;

    /** A responder with its database. */
    private record Reader(
            String url, HikariDataSource pool, JooqStatusSource source, AskedResponder responder) {}

    @BeforeAll
    static void start() throws Exception {
        clock = new SetClock(Instant.now());
        primary = TemporaryPrimary.start();
        tables = new StatusTables(primary.jdbcUrl(), primary.password());
        // There before the copies are made: the base backup and the initial copy bring it.
        serve(AUTHORITY);
        tables.beat(clock.instant());
        var password = Files.writeString(folder.resolve("password"), primary.password());
        for (var reads : Reads.values()) {
            var url =
                    switch (reads) {
                        case DATABASE -> primary.jdbcUrl();
                        case REPLICA -> primary.replica("replica_1");
                        case SUBSCRIBER -> primary.subscriber("subscriber_1");
                    };
            var database =
                    new Configuration.Database(url, LoginRole.RESPONDER.name(), password, 4, false);
            var pool = DatabasePool.open(database);
            var source = new JooqStatusSource(pool, clock, false, true);
            var responder = OcspResponder.start(configuration(database), source, SIGNER, clock);
            READERS.put(reads, new Reader(url, pool, source, new AskedResponder(responder)));
        }
    }

    @AfterAll
    static void stop() throws IOException {
        for (var reader : READERS.values()) {
            reader.responder().close();
            reader.pool().close();
        }
        primary.close();
    }

    private static Reader reader(Reads reads) {
        return Objects.requireNonNull(READERS.get(reads));
    }

    private static Configuration configuration(Configuration.Database database) {
        return new Configuration(
                database,
                new Configuration.Token(Path.of("none"), "responder"),
                new HttpSettings(
                        "127.0.0.1", 0, 100, Duration.ofSeconds(60), Duration.ofSeconds(10)),
                new AnswerPolicy(VALIDITY, true),
                MAX_AGE,
                1 << 20,
                new Limits(100, Duration.ofSeconds(8)),
                false,
                new SigningAhead.Extent(0, Set.of()),
                null);
    }

    private static int serve(TestAuthority authority) {
        var generation = tables.addGeneration(authority);
        var key =
                SIGNER.generate(
                                "ocsp-" + authority.label(),
                                KeyAlgorithm.P256,
                                Set.of(KeyPurpose.OCSP_RESPONSE))
                        .handle();
        var delegate =
                authority.delegate(
                        BigInteger.valueOf(++serials), key.publicKey(), Duration.ofDays(300));
        tables.addDelegate(generation, delegate, key);
        return generation;
    }

    private static Octets newSerial() {
        return TestAuthority.serial(++serials);
    }

    @BeforeEach
    void untilAllAnswer() {
        for (var reader : READERS.values()) {
            var responder = reader.responder();
            await().until(() -> responder.ask(AUTHORITY, newSerial()).equals("unknown"));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void knowsWhetherItReadsACopy(Reads reads) {
        await().untilAsserted(() -> {
            var origin = reader(reads).source().origin();
            switch (reads) {
                case DATABASE -> assertThat(origin).isEqualTo(new Origin.Records());
                case REPLICA, SUBSCRIBER ->
                        assertThat(origin)
                                .isInstanceOfSatisfying(
                                        Origin.Copy.class,
                                        copy ->
                                                assertThat(copy.completeUntil())
                                                        .isCloseTo(
                                                                clock.instant(),
                                                                within(1, ChronoUnit.MILLIS)));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    @Order(2)
    void aNewGenerationItsCertificatesAndRevocationsShow(Reads reads) {
        var responder = reader(reads).responder();
        // Its partitions are made while the copies run.
        var authority = TestAuthority.named("Made later for " + reads);
        var generation = serve(authority);
        var serial = newSerial();
        tables.issue(generation, serial);
        await().until(() -> responder.ask(authority, serial).equals("good"));

        tables.revoke(generation, serial, Instant.parse("2026-11-20T08:00:00Z"), 1);

        await().until(() -> responder.ask(authority, serial).equals("revoked"));
    }

    @ParameterizedTest
    @EnumSource(names = "DATABASE", mode = EnumSource.Mode.EXCLUDE)
    @Order(3)
    void theAnswerOfACopyBeginsWithItsLastHeartbeat(Reads reads) throws Exception {
        var beat = clock.instant();
        tables.beat(beat);
        await().until(() -> copiedUntil(reads).isAfter(beat.minusMillis(1)));
        clock.advance(Duration.ofMinutes(3));
        var serial = newSerial();
        tables.issue(serve(TestAuthority.named("Timed for " + reads)), serial);

        await().untilAsserted(() -> {
            var answer = reader(reads).responder().answer(AUTHORITY, serial).single(0);
            assertThat(answer.getThisUpdate().toInstant())
                    .isEqualTo(beat.truncatedTo(ChronoUnit.SECONDS));
            assertThat(answer.getNextUpdate().toInstant())
                    .isEqualTo(beat.plus(VALIDITY).truncatedTo(ChronoUnit.SECONDS));
        });
        tables.beat(clock.instant());
    }

    @Test
    @Order(4)
    void aTableThatIsNotCopiedYetIsNoTable() throws Exception {
        onSubscriber("ALTER SUBSCRIPTION subscriber_1 DISABLE");
        onSubscriber(
                "UPDATE pg_subscription_rel SET srsubstate = 'd' WHERE srrelid = 'revocation'::regclass");
        try {
            var source = reader(Reads.SUBSCRIBER).source();
            await().untilAsserted(() ->
                    assertThatThrownBy(source::origin)
                            .isInstanceOf(StatusUnavailableException.class)
                            .hasMessageContaining("8 of 9 tables"));
        } finally {
            onSubscriber(
                    "UPDATE pg_subscription_rel SET srsubstate = 'r' WHERE srrelid = 'revocation'::regclass");
            onSubscriber("ALTER SUBSCRIPTION subscriber_1 ENABLE");
        }
    }

    @Test
    @Order(5)
    void aFormerCopyDoesNotPassForTheDatabase() {
        var source = new JooqStatusSource(reader(Reads.DATABASE).pool(), clock, true, false);

        await().untilAsserted(() ->
                assertThatThrownBy(source::origin)
                        .isInstanceOf(StatusUnavailableException.class)
                        .hasMessageContaining("0 of 9 tables"));
    }

    @Test
    @Order(6)
    void withItsServerKilledEachAnswersFromWhatItHasAndThenNotAtAll() throws Exception {
        var known = newSerial();
        var fresh = newSerial();
        var authority = TestAuthority.named("Orphaned");
        var orphaned = serve(authority);
        tables.issue(orphaned, known);
        tables.issue(orphaned, fresh);
        tables.beat(clock.instant());
        for (var reads : COPIES) {
            await().until(() -> !copiedUntil(reads).isBefore(clock.instant().minusMillis(1)));
        }
        for (var reader : READERS.values()) {
            var responder = reader.responder();
            await().until(() -> responder.ask(authority, known).equals("good"));
        }

        primary.kill();

        // What is in the cache, everywhere; what is not, where there is a copy of recent status.
        assertAnswers(authority, known, "good", "good", "good");
        assertAnswers(authority, fresh, "later", "good", "good");
        clock.advance(MAX_AGE.plusSeconds(1));
        assertAnswers(authority, newSerial(), "later", "later", "later");
        assertAnswers(authority, known, "good", "good", "good");
        clock.advance(VALIDITY.minus(MAX_AGE).minusSeconds(2));
        assertAnswers(authority, known, "good", "good", "good");
        clock.advance(Duration.ofSeconds(1));
        assertAnswers(authority, known, "later", "later", "later");

        primary.startAgain();
        tables.beat(clock.instant());
        for (var reader : READERS.values()) {
            var responder = reader.responder();
            await().until(() -> responder.ask(authority, known).equals("good"));
        }
    }

    @Test
    @Order(7)
    void whatIsCommittedBeforeTheFirstHeartbeatOfARunReachesCopies() throws Exception {
        var authority = TestAuthority.named("Restarted");
        var generation = serve(authority);
        var serial = newSerial();
        tables.issue(generation, serial);
        primary.kill();
        primary.startAgain();
        tables.revoke(generation, serial, Instant.parse("2026-11-20T08:00:00Z"), 1);
        for (var reads : COPIES) {
            await().until(() -> reader(reads).responder().ask(authority, serial).equals("revoked"));
        }

        clock.advance(Duration.ofSeconds(1));
        tables.beat(clock.instant());

        for (var reads : COPIES) {
            await().until(() -> !copiedUntil(reads).isBefore(clock.instant().minusMillis(1)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    previous = at - interval '1 s', previous_run = run | missed what happened between
                    previous = at, previous_run = run - interval '1 s' | between the starts of its source
                    previous = at, previous_run = run, run = now(), run_began = '0/FE' | taken the log of its source to 0/FF
                    previous = at, previous_run = run, run = now(), run_began = '0/FF' | accepted
                    """)
    @Order(8)
    void aSubscriberTakesTheHeartbeatThatFollows(String heartbeat, String expected)
            throws Exception {
        var outcome = "accepted";
        try (var connection = connect(reader(Reads.SUBSCRIBER).url());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // As one that has taken all up to this place in the log.
            statement.execute("SELECT pg_replication_origin_create('test')");
            statement.execute("SELECT pg_replication_origin_advance('test', '0/FF')");
            statement.execute("SELECT pg_replication_origin_session_setup('test')");
            statement.execute("UPDATE heartbeat SET " + heartbeat);
        } catch (SQLException e) {
            outcome = e.getMessage();
        }

        assertThat(outcome).contains(expected);
    }

    @Test
    @Order(9)
    void copiesOfADatabaseThatWasRestoredGrowOldAndAreNotBelievedAgain() throws Exception {
        var authority = TestAuthority.named("Restored");
        var generation = serve(authority);
        var known = newSerial();
        tables.issue(generation, known);
        clock.advance(Duration.ofSeconds(1));
        var last = clock.instant();
        tables.beat(last);
        for (var reads : COPIES) {
            await().until(() -> !copiedUntil(reads).isBefore(last.minusMillis(1)));
        }
        primary.backUp();
        // What the copies take is beyond all that will be in its place, and no heartbeat follows.
        goOnInTheNextSegment();
        var lost = newSerial();
        tables.issue(generation, lost);
        tables.revoke(generation, lost, Instant.parse("2026-11-20T08:00:00Z"), 1);
        for (var reads : COPIES) {
            await().until(() -> reader(reads).responder().ask(authority, lost).equals("revoked"));
        }

        primary.restore();
        // In the log's old place: no copy will ever see it.
        tables.revoke(generation, known, Instant.parse("2026-11-20T08:00:00Z"), 1);
        // Past the end it had, from where the subscriber reads on: the first heartbeat it sees is
        // one after the last that it has.
        goOnInTheNextSegment();
        goOnInTheNextSegment();
        awaitSubscribed();
        var errors = applyErrors();
        clock.advance(MAX_AGE.plusSeconds(1));
        tables.beat(clock.instant());

        // Each time it tries.
        await().until(() -> applyErrors() > errors + 1);
        await().until(() ->
                reader(Reads.DATABASE).responder().ask(authority, known).equals("revoked"));
        assertThat(copiedUntil(Reads.SUBSCRIBER)).isCloseTo(last, within(1, ChronoUnit.MILLIS));
        assertAnswers(authority, newSerial(), "unknown", "later", "later");
    }

    private static void goOnInTheNextSegment() throws SQLException {
        on(primary.jdbcUrl(), "SELECT pg_logical_emit_message(false, 'test', '')");
        on(primary.jdbcUrl(), "SELECT pg_switch_wal()");
    }

    /**
     * By those who read the database, the replica and the subscriber. An answer may come late, but
     * who must not have one never has.
     */
    private static void assertAnswers(TestAuthority authority, Octets serial, String... expected) {
        var each = List.of(expected).iterator();
        for (var reads : Reads.values()) {
            var responder = reader(reads).responder();
            var answer = each.next();
            if (answer.equals("later")) {
                assertThat(responder.ask(authority, serial)).as(reads.name()).isEqualTo(answer);
            } else {
                await(reads.name()).until(() -> responder.ask(authority, serial), answer::equals);
            }
        }
    }

    private static Instant copiedUntil(Reads reads) {
        return reader(reads).source().origin() instanceof Origin.Copy copy
                ? copy.completeUntil()
                : Instant.MIN;
    }

    private static void onSubscriber(String sql) throws SQLException {
        on(reader(Reads.SUBSCRIBER).url(), sql);
    }

    /** Also of each connection that breaks off. */
    private static long applyErrors() throws SQLException {
        return number(
                reader(Reads.SUBSCRIBER).url(),
                "SELECT apply_error_count FROM pg_stat_subscription_stats");
    }

    private static void awaitSubscribed() {
        await().until(() ->
                number(
                                primary.jdbcUrl(),
                                "SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'subscriber_1' AND active")
                        == 1);
    }

    private static long number(String url, String sql) throws SQLException {
        try (var connection = connect(url);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void on(String url, String sql) throws SQLException {
        try (var connection = connect(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, PostgresCluster.OWNER, primary.password());
    }

    /** A responder and its client. */
    private record AskedResponder(OcspResponder responder, HttpClient client)
            implements AutoCloseable {

        AskedResponder(OcspResponder responder) {
            this(responder, HttpClient.newHttpClient());
        }

        /** good, revoked, unknown; or later, or unauthorized. */
        String ask(TestAuthority authority, Octets serial) {
            var response = answer(authority, serial);
            return switch (response.status()) {
                case ParsedResponse.SUCCESSFUL -> response.certificateStatus(0);
                case ParsedResponse.TRY_LATER -> "later";
                case ParsedResponse.UNAUTHORIZED -> "unauthorized";
                default -> "status " + response.status();
            };
        }

        ParsedResponse answer(TestAuthority authority, Octets serial) {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + responder.port()))
                            .timeout(Duration.ofMinutes(1))
                            .header("Content-Type", "application/ocsp-request")
                            .POST(
                                    HttpRequest.BodyPublishers.ofByteArray(
                                            TestRequest.about(authority, serial)))
                            .build();
            try {
                return ParsedResponse.of(
                        client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            responder.close();
            client.close();
        }
    }
}
