package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.population.Counts;
import org.lineageca.ca.population.Population;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.store.JooqPopulationLedger;
import org.lineageca.octets.Octets;

/** What is counted is what is there, at every moment, on a real PostgreSQL. */
class PopulationTest {

    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
    private static final List<String> PROFILES = List.of("tls-server", "tls-client", "ocsp-signer");
    private static final List<String> KEY_TYPES = List.of("ec-p256", "rsa-2048", "unknown");

    /** One that the database holds, as a brute force counts it. */
    private static final class Held {
        private final int generation;
        private final int number;
        private final String profile;
        private final String keyType;
        private final Instant notAfter;
        private int reason = -1;

        private Held(RandomGenerator random, int generation, int number) {
            this.generation = generation;
            this.number = number;
            this.profile = PROFILES.get(random.nextInt(PROFILES.size()));
            this.keyType = KEY_TYPES.get(random.nextInt(KEY_TYPES.size()));
            // Many on the hour, on the first of a month, and in the hours that are looked at.
            var unit =
                    List.of(ChronoUnit.SECONDS, ChronoUnit.MINUTES, ChronoUnit.HOURS)
                            .get(random.nextInt(3));
            var day = random.nextInt(3) == 0 ? 0 : random.nextLong(-40, 100);
            this.notAfter =
                    START.plus(Duration.ofDays(day))
                            .plusSeconds(random.nextLong(-7200, 7200))
                            .truncatedTo(unit);
        }

        private String kind() {
            return generation + "/" + profile + "/" + keyType;
        }

        private Counts counts(Instant now) {
            var isUnexpired = !notAfter.isBefore(now);
            var isRevoked = reason >= 0 && reason != 8;
            var months = new TreeMap<YearMonth, Long>();
            if (isUnexpired) {
                months.put(YearMonth.from(notAfter.atOffset(ZoneOffset.UTC)), 1L);
            }
            return new Counts(
                    1,
                    isUnexpired ? 1 : 0,
                    isRevoked ? 1 : 0,
                    reason == 6 ? 1 : 0,
                    isUnexpired && !isRevoked ? 1 : 0,
                    months);
        }
    }

    private TestPki pki;
    private JooqPopulationLedger ledger;
    private final List<Held> population = new ArrayList<>();

    @BeforeEach
    void create() {
        pki = new TestPki();
        ledger = new JooqPopulationLedger(pki.database());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theReportIsEqualToACountOneByOneAtEveryMoment(long run) {
        var seed = System.nanoTime() + run;
        System.out.println("seed " + seed);
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        clear();
        var now = START.minus(Duration.ofDays(30));
        for (var step = 0; step < 25; step++) {
            switch (random.nextInt(4)) {
                case 0, 1 -> issue(random, 1 + random.nextInt(40));
                case 2 -> changeStatus(random, 1 + random.nextInt(20));
                default -> ledger.fold(now);
            }
            if (now.isBefore(START.minus(Duration.ofDays(3)))) {
                now = now.plus(Duration.ofHours(random.nextInt(60)));
            }
            check(now);
        }
        for (var seconds : List.of(0, 1, 1799, 1800, 3599, 3600, 3601)) {
            check(START.plusSeconds(seconds));
        }
        for (now = START; now.isBefore(START.plus(Duration.ofDays(110))); ) {
            ledger.fold(now);
            check(now);
            changeStatus(random, 5);
            check(now);
            now = now.plus(Duration.ofHours(1 + random.nextInt(600)));
        }
        pki.asOwner().execute("SELECT recount_population()");
        check(now);
        check(START);
    }

    /** What the PKI itself has issued is not in the way. */
    private void clear() {
        pki.asOwner().execute("TRUNCATE certificate, population_change CASCADE");
        pki.asOwner().execute("TRUNCATE population");
    }

    private void issue(RandomGenerator random, int number) {
        var added = new ArrayList<Held>();
        for (var i = 0; i < number; i++) {
            var held = new Held(random, 1 + random.nextInt(2), population.size());
            population.add(held);
            added.add(held);
        }
        insert(added);
    }

    private void insert(List<Held> added) {
        pki.database()
                .execute(
                        added.stream()
                                .map(held ->
                                        "(%d, '\\x%08x', '%s', '%s', 'CN=x', '{}', '%s', '%s', '', '', '%s', 'test')"
                                                .formatted(
                                                        held.generation,
                                                        held.number + 1,
                                                        held.profile,
                                                        held.keyType,
                                                        START,
                                                        held.notAfter,
                                                        START))
                                .collect(
                                        Collectors.joining(
                                                ",",
                                                "INSERT INTO certificate (generation_id, serial, profile, key_type, subject, names,"
                                                        + " not_before, not_after, spki_sha256, tbs_sha256, intended_at, intended_by) VALUES ",
                                                "")));
    }

    /** Revokes, holds, releases or makes final, whichever may follow. */
    private void changeStatus(RandomGenerator random, int number) {
        for (var i = 0; i < number && !population.isEmpty(); i++) {
            var held = population.get(random.nextInt(population.size()));
            var next =
                    switch (held.reason) {
                        case -1, 8 -> random.nextBoolean() ? 6 : 4;
                        case 6 -> random.nextBoolean() ? 8 : 1;
                        default -> held.reason;
                    };
            if (next == held.reason) {
                continue;
            }
            held.reason = next;
            pki.database()
                    .execute(
                            """
                            INSERT INTO revocation (generation_id, serial, revoked_at, reason, revoked_by, change)
                            VALUES (%d, '\\x%08x', '%s', %d, 'test', nextval('status_change'))
                            ON CONFLICT (generation_id, serial) DO UPDATE SET reason = excluded.reason, change = excluded.change
                            """
                                    .formatted(held.generation, held.number + 1, START, next));
        }
    }

    private void check(Instant now) {
        var expected =
                population.stream()
                        .collect(
                                Collectors.toMap(
                                        Held::kind, held -> held.counts(now), Counts::plus));
        assertThat(counted(ledger.count(now))).as("at %s", now).isEqualTo(expected);
    }

    private Map<String, Counts> counted(Population report) {
        var issuing = pki.issuing.identity().id();
        return report.rows().stream()
                .collect(
                        Collectors.toMap(
                                row ->
                                        (row.ca().generation().equals(issuing) ? 2 : 1)
                                                + "/"
                                                + row.profile()
                                                + "/"
                                                + row.keyType(),
                                Population.Row::counts));
    }

    @Test
    void nothingIsCountedTwiceOrMissedWhileOthersIssueAndSumsAreMade() throws Exception {
        clear();
        var isDone = new AtomicBoolean();
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        for (var i = 0; i < 400; i++) {
            population.add(new Held(random, 2, i));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var folding =
                    CompletableFuture.runAsync(
                            () -> {
                                while (!isDone.get()) {
                                    ledger.fold(START);
                                    var before = rows();
                                    var total = ledger.count(START).total();
                                    assertThat(total.issued()).isBetween(before, rows());
                                }
                            },
                            threads);
            var issuing = new ArrayList<CompletableFuture<Void>>();
            for (var writer = 0; writer < 4; writer++) {
                var part = population.subList(writer * 100, writer * 100 + 100);
                issuing.add(
                        CompletableFuture.runAsync(
                                () -> {
                                    for (var i = 0; i < 100; i += 5) {
                                        insert(part.subList(i, i + 5));
                                    }
                                },
                                threads));
            }
            issuing.forEach(CompletableFuture::join);
            isDone.set(true);
            folding.join();
        }
        check(START);
        ledger.fold(START);
        check(START);
    }

    private long rows() {
        return pki.database().fetchCount(DSL.table("certificate"));
    }

    @Test
    void whatIsIssuedIsCountedByTheTypeOfItsKeyAndAHoldUntilItsRelease() throws Exception {
        issue("ec", TestRequests.ec("secp256r1"), "SHA256withECDSA");
        issue("ec384", TestRequests.ec("secp384r1"), "SHA384withECDSA");
        var rsa = issue("rsa", TestRequests.rsa(2048), "SHA256withRSA");

        assertThat(leaves(Population.Row::keyType))
                .containsOnlyKeys("ec-p256", "ec-p384", "rsa-2048");
        pki.revoke.revoke(ACTOR, rsa, RevocationReason.CERTIFICATE_HOLD, null);
        assertThat(leaves(Population.Row::keyType).get("rsa-2048"))
                .isEqualTo(new Counts(1, 1, 1, 1, 0, month()));
        pki.release.release(ACTOR, rsa, "found");
        assertThat(leaves(Population.Row::keyType).get("rsa-2048"))
                .isEqualTo(new Counts(1, 1, 0, 0, 1, month()));
        pki.revoke.revoke(ACTOR, rsa, RevocationReason.SUPERSEDED, null);
        pki.advance(Duration.ofDays(100));
        assertThat(leaves(Population.Row::keyType).get("rsa-2048"))
                .isEqualTo(new Counts(1, 0, 1, 0, 0, new TreeMap<>()));
    }

    private static NavigableMap<YearMonth, Long> month() {
        return new TreeMap<>(Map.of(YearMonth.of(2027, 2), 1L));
    }

    private Map<String, Counts> leaves(Function<Population.Row, String> by) {
        return report().rows().stream()
                .filter(row -> row.profile().equals("tls-server"))
                .collect(Collectors.toMap(by, Population.Row::counts, Counts::plus));
    }

    private Population report() {
        return new CountPopulation(ledger, pki.clock).report(ACTOR);
    }

    private CertificateReference issue(String host, KeyPair keys, String algorithm) {
        Octets request =
                TestRequests.request(
                        keys,
                        algorithm,
                        "CN=" + host + ".example",
                        new GeneralName(GeneralName.dNSName, host + ".example"));
        return new CertificateReference.BySerial(
                pki.issue.issue(ACTOR, "tls-server", request).serial());
    }

    @Test
    void theRecordsOfARetiredGenerationAreDroppedInOneStepAndItsNumbersStay() throws Exception {
        issue("kept", TestRequests.ec("secp256r1"), "SHA256withECDSA");
        ledger.fold(pki.clock.instant());
        pki.advance(Duration.ofDays(4000));
        var before = report();
        assertThatThrownBy(() -> pki.asOwner().execute("SELECT drop_partitions(2)"))
                .hasMessageContaining("generation 2 is Enabled, not Retired or Destroyed");
        assertThatThrownBy(() -> pki.database().execute("SELECT drop_partitions(2)"))
                .hasMessageContaining("permission denied");
        pki.asOwner().execute("UPDATE generation SET state = 'Retired' WHERE generation_id = 2");

        pki.asOwner().execute("SELECT drop_partitions(2)");
        pki.asOwner().execute("SELECT drop_partitions(2)");

        assertThat(counted(report())).isEqualTo(counted(before));
        assertThat(report().rows().stream().filter(row -> !row.ca().hasRecords()))
                .extracting(Population.Row::profile)
                .contains("tls-server");
        assertThat(pki.certificates.search(new CertificateQuery(null, "kept.example", 0, 10)))
                .isEmpty();
        pki.asOwner().execute("SELECT recount_population()");
        assertThat(counted(report())).isEqualTo(counted(before));
    }
}
