package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.Pem;
import org.lineageca.ca.x509.PublicKeyFile;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** Certificates are found by what people know of them, among more than are looked at one by one. */
class SearchTest {

    private static final int MANY = 12_000;

    /**
     * Of two generations in turn; every one of the same moment as its neighbour. Names of the older
     * half do not occur among the newest, but for what all have.
     */
    private static final String FILL =
            """
            INSERT INTO certificate (generation_id, serial, profile, subject, names, not_before, not_after, spki_sha256,
                request_sha256, tbs_sha256, intended_at, intended_by)
            SELECT 1 + i %% 2, decode('4' || lpad(to_hex(i * 2654435761 %% 4294967296), 15, '0'), 'hex'), 'tls-server',
                'CN=host-' || i || '.' || part || '.example.org,O=Müller \\& Söhne\\, ' || part,
                ARRAY['dns:host-' || i || '.' || part || '.example.org', 'dns:*.' || part || i %% 40 || '.test', 'email:anna.' || i || '@mail.example.org'],
                now(), now(), sha256(int4send(i / 3)), sha256(int4send(-i)), 't',
                '2026-01-01Z'::timestamptz + i / 2 * interval '1 second', 'test'
            FROM (SELECT i, CASE WHEN i < %1$d / 2 THEN 'old' ELSE 'new' END AS part FROM generate_series(1, %1$d) i) AS numbered
            """
                    .formatted(MANY);

    private record Row(
            int generation, String serial, String subject, List<String> names, String at) {}

    private static TestPki pki;
    private static List<Row> rows;

    @BeforeAll
    static void fill() {
        pki = new TestPki();
        pki.asOwner().execute("TRUNCATE certificate CASCADE");
        pki.asOwner().execute(FILL);
        rows =
                pki.asOwner()
                        .fetch(
                                "SELECT generation_id, encode(serial, 'hex'), subject, names, intended_at::text FROM certificate ORDER BY intended_at DESC, serial")
                        .map(row ->
                                new Row(
                                        row.get(0, Integer.class),
                                        row.get(1, String.class),
                                        row.get(2, String.class),
                                        List.of(row.get(3, String[].class)),
                                        row.get(4, String.class)));
    }

    private static List<String> find(String text, int limit) {
        return find(null, text, 0, limit);
    }

    private static List<String> find(
            @Nullable GenerationId generation, String text, int offset, int limit) {
        return pki
                .certificates
                .search(new CertificateQuery(generation, text, offset, limit))
                .stream()
                .map(found -> found.serial().octets().toHex())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatBeginsAWordIsFoundAsIfEveryCertificateWereLookedAt(long run) {
        var seed = System.nanoTime() + run;
        System.out.println("seed " + seed);
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (var i = 0; i < 40; i++) {
            var text = somethingIn(rows.get(random.nextInt(MANY)), random);
            var limit = 1 + random.nextInt(60);
            assertThat(find(text, limit))
                    .as("the first %d of '%s'", limit, text)
                    .isEqualTo(
                            rows.stream()
                                    .filter(row -> matches(row, text))
                                    .limit(limit)
                                    .map(Row::serial)
                                    .toList());
        }
    }

    /** From the beginning of a word on, at times with letters of the other case. */
    private static String somethingIn(Row row, RandomGenerator random) {
        var name = row.names().get(random.nextInt(3));
        var text = name.substring(name.indexOf(':') + 1);
        var begins = new ArrayList<>(List.of(0));
        for (var i = 1; i < text.length(); i++) {
            if (".@".indexOf(text.charAt(i - 1)) >= 0) {
                begins.add(i);
            }
        }
        var rest = text.substring(begins.get(random.nextInt(begins.size())));
        var part = rest.substring(0, Math.min(rest.length(), 3 + random.nextInt(25)));
        return random.nextBoolean() ? part : part.toUpperCase(Locale.ROOT);
    }

    private static boolean matches(Row row, String text) {
        var names = (row.subject() + " " + String.join(" ", row.names())).toLowerCase(Locale.ROOT);
        var sought = text.toLowerCase(Locale.ROOT);
        for (var at = names.indexOf(sought); at >= 0; at = names.indexOf(sought, at + 1)) {
            if (at == 0 || " .@=:,".indexOf(names.charAt(at - 1)) >= 0) {
                return true;
            }
        }
        return sought.matches("[0-9a-f]{2,40}") && row.serial().startsWith(sought);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    host-17.old.example.org     | 1
                    dns:host-17.old             | 1
                    CN=host-17.old              | 1
                    anna.17@mail                | 1
                    17@mail.example.org         | 1
                    *.old7.test                 | 150
                    old7.test                   | 150
                    müller & söhne, old         | 1000
                    Söhne, old                  | 1000
                    ost-17.old                  | 0
                    example.orgs                | 0
                    host-17.old.example.org,o=müller | 1
                    """)
    void aWordIsFoundInSubjectsAndEveryKindOfName(String text, int number) {
        assertThat(find(text, 1000)).hasSize(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "''",
                "a'b",
                "\\",
                "a\\",
                "%",
                "_",
                "&",
                "|",
                "!",
                "(",
                ":*",
                "<->",
                "\"",
                "a:b:c",
                "a & b | !c",
                "=",
                ",",
                "CN=",
                "\uD83D\uDE00",
                "--",
                "$$",
                "?",
                "{0}"
            })
    void whateverIsTypedIsText(String text) {
        assertThat(find(text, 5)).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void pagesFollowEachOtherFromTheNewestToTheOldest() {
        for (var text : List.of("", "example.org", "old7.test", "new3")) {
            var expected =
                    rows.stream()
                            .filter(row -> text.isEmpty() || matches(row, text))
                            .limit(600)
                            .map(Row::serial)
                            .toList();
            var seen = new ArrayList<String>();
            CertificatePosition after = null;
            while (seen.size() < expected.size()) {
                var page = pki.certificates.search(new CertificateQuery(null, text, 0, 37), after);
                assertThat(page).as("'%s' behind %d", text, seen.size()).isNotEmpty();
                page.forEach(found -> seen.add(found.serial().octets().toHex()));
                after = CertificatePosition.after(page.getLast());
            }
            assertThat(seen.subList(0, expected.size())).isEqualTo(expected);
            assertThat(find(null, text, 55, 10)).isEqualTo(expected.subList(55, 65));
        }
    }

    @Test
    void oneGenerationIsSearchedByItself() {
        var issuing = pki.issuing.identity().id();
        for (var text : List.of("", "old7.test", "host-1")) {
            assertThat(find(issuing, text, 0, 20))
                    .isEqualTo(
                            rows.stream()
                                    .filter(row -> row.generation() == 2)
                                    .filter(row -> text.isEmpty() || matches(row, text))
                                    .limit(20)
                                    .map(Row::serial)
                                    .toList());
        }
    }

    @Test
    void aSerialNumberIsFoundByItsBeginning() {
        for (var row : List.of(rows.get(3), rows.get(MANY - 2))) {
            for (var digits = 9; digits <= 16; digits++) {
                var text = row.serial().substring(0, digits);
                assertThat(find(text, 1000))
                        .as(text)
                        .isEqualTo(
                                rows.stream()
                                        .map(Row::serial)
                                        .filter(serial -> serial.startsWith(text))
                                        .limit(1000)
                                        .toList());
            }
            var colons =
                    String.join(":", row.serial().toUpperCase(Locale.ROOT).split("(?<=\\G..)"));
            assertThat(find(colons, 10)).containsExactly(row.serial());
            assertThat(
                            pki.certificates.resolve(
                                    new CertificateReference.BySerial(
                                            SerialNumber.ofHex(row.serial()))))
                    .hasSize(1);
        }
        pki.asOwner()
                .execute(
                        "INSERT INTO certificate SELECT generation_id, {0}, profile, subject, names, not_before, not_after,"
                                + " spki_sha256, request_sha256, tbs_sha256, intended_at, intended_by FROM certificate ORDER BY intended_at LIMIT 1",
                        DSL.inline(Octets.ofHex("00ffffffff").toArray()));
        assertThat(find("ffff", 10)).containsExactly("00ffffffff");
        assertThat(find("00fff", 10)).containsExactly("00ffffffff");
        assertThat(find("fffffffff", 10)).isEmpty();
        pki.asOwner().execute("DELETE FROM certificate WHERE serial = '\\x00ffffffff'");
    }

    @Test
    void aDigestIsThatOfTheCertificateItsKeyOrItsRequest() {
        assertThat(find(Octets.of(new byte[] {0, 0, 0, 7}).sha256().toHex(), 10)).hasSize(3);
        assertThat(find(Octets.of(new byte[] {-1, -1, -1, -9}).sha256().toHex(), 10)).hasSize(1);
        assertThat(find("00".repeat(32), 10)).isEmpty();
    }

    @Test
    void whatIsPastedIsFoundWhetherCertificateRequestOrKey() {
        try {
            pasteEverything(new TestPki());
        } finally {
            // The database is the same: what was here is gone.
            fill();
        }
    }

    @Test
    void otherPemIsRefused() {
        assertThatThrownBy(() -> find("-----BEGIN PRIVATE KEY-----", 10))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Nothing was looked for");
    }

    private static void pasteEverything(TestPki other) {
        var request = TestRequests.server("pasted.example");
        var pem = Pem.encode("CERTIFICATE REQUEST", request);
        var issued = other.issue.issue(ACTOR, "tls-server", request);
        other.advance(Duration.ofDays(1));
        other.issue.issue(ACTOR, "tls-server", TestRequests.server("another.example"));
        var certificate = Pem.chain(List.of(issued.chain().getFirst()));
        for (var pasted :
                List.of(
                        pem,
                        certificate,
                        "  " + certificate,
                        Pem.encode("PUBLIC KEY", PublicKeyFile.read(pem)),
                        issued.chain().getFirst().sha256().toHex())) {
            assertThat(other.certificates.search(new CertificateQuery(null, pasted, 0, 10)))
                    .as(pasted)
                    .extracting(CertificateRecord::serial)
                    .containsExactly(issued.serial());
        }
    }
}
