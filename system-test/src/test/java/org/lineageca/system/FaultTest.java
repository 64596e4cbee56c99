package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any program may be killed at any time; {@code ./lineage up} is all it takes, and nothing
 * acknowledged is lost.
 */
@ExtendWith(Disturbed.Shared.class)
@ResourceLock(Disturbed.LOCK)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultTest {

    private static final int MOMENTS = 6;
    private static final long SEED = 20_261_122;

    private static Installation lineage;
    private static Traffic traffic;

    @BeforeAll
    static void start(Disturbed disturbed) {
        lineage = disturbed.lineage();
        traffic = new Traffic(lineage);
    }

    @AfterAll
    static void stop() {
        traffic.close();
    }

    @ParameterizedTest
    @Order(1)
    @ValueSource(
            strings = {
                "signer-issuing",
                "signer-responder",
                "ca-core",
                "crl-publisher",
                "ocsp-responder",
                "postgres",
                "admin-ui",
                "supervisor"
            })
    void nothingAcknowledgedIsLost(String program) {
        traffic.start();
        try {
            awaitMore(5);
            killAndRepair(program);
            awaitMore(5);
        } finally {
            traffic.stop();
        }
        assertThat(traffic.wrong()).isEmpty();
        assertThat(traffic.crlNumbers()).isSorted().doesNotHaveDuplicates();
        assertThat(traffic.lostSinceLastCheck()).isEmpty();
    }

    private static void killAndRepair(String program) {
        var before = lineage.processes();
        var unserved = traffic.unserved();
        assertThat(
                        ProcessHandle.of(before.getOrDefault(program, 0L))
                                .orElseThrow()
                                .destroyForcibly())
                .isTrue();

        lineage.lineage("up").succeeded();
        // A health question that was asked meanwhile may end badly a moment later.
        await().untilAsserted(() -> lineage.lineage("status").succeeded());

        var after = lineage.processes();
        assertThat(after).containsOnlyKeys(before.keySet());
        var restarted =
                before.keySet().stream()
                        .filter(name -> !Objects.equals(before.get(name), after.get(name)));
        if (program.equals("supervisor")) {
            assertThat(restarted).containsExactlyElementsOf(before.keySet());
        } else {
            assertThat(restarted).containsExactly(program);
        }
        if (!program.equals("crl-publisher") && !program.equals("supervisor")) {
            assertThat(traffic.unserved())
                    .as("the CRL was out of reach although its publisher was not touched")
                    .isEqualTo(unserved);
        }
    }

    @Test
    @Order(2)
    void theLastCrlIsServedAndEverythingIsOnRecord() {
        await().until(() -> traffic.served() >= traffic.crlNumbers().getLast());
        assertThat(traffic.issued()).isGreaterThanOrEqualTo(80);
        assertThat(traffic.revoked()).isGreaterThanOrEqualTo(20);
        assertThat(traffic.lost()).isEmpty();
    }

    /** A bounded share of {@code ./lineage kill}. */
    @Test
    @Order(3)
    void atRandomMomentsNothingIsLostAndNothingSignedThatWasNotPromised() throws Exception {
        assertThat(RandomKills.run(lineage, new RandomKills.Sizes(MOMENTS, SEED), System.out))
                .isEmpty();
    }

    /** The token has signed, and the signature cannot be written down. */
    @Test
    @Order(4)
    void aCertificateWhoseLastInsertFailsIsListedRevocableAndAnswered() throws Exception {
        var another = lineage.issueServer("another.example");
        lineage.request("unwritten.example");
        var request = Files.readString(lineage.folder().resolve("unwritten-example-request.pem"));
        try (var machine = new MachineClient(lineage);
                var owner = new InstallationDatabase(lineage.data()).owner();
                var statement = owner.createStatement()) {
            statement.execute(
                    "CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$");
            statement.execute(
                    "CREATE TRIGGER fault BEFORE INSERT ON signed_certificate FOR EACH ROW EXECUTE FUNCTION fault()");
            try {
                assertThat(machine.issue(request).statusCode()).isGreaterThanOrEqualTo(500);
            } finally {
                statement.execute("DROP FUNCTION fault CASCADE");
            }

            var record = machine.get("/certificates?query=unwritten.example").path(0);
            assertThat(record.path("status").asText()).isEqualTo("not recorded");
            var serial = record.path("serial").asText();
            await().untilAsserted(() ->
                    assertThat(ocspStatusOf(serial, another))
                            .contains("Response verify OK", ": good"));

            assertThat(machine.revoke(serial, "superseded").statusCode()).isEqualTo(201);
            await().untilAsserted(
                            () -> assertThat(ocspStatusOf(serial, another)).contains(": revoked"));
            await().until(() -> machine.issue(request).statusCode() == 201);
        }
    }

    private static String ocspStatusOf(String serial, String another) {
        return lineage.shell()
                .bash(
                        "openssl ocsp -CAfile data/credentials/root.pem -issuer %1$s-issuer.pem -serial 0x%2$s -url %3$s"
                                .formatted(
                                        another,
                                        serial,
                                        new CertificateUrls(lineage, another + "-chain.pem")
                                                .ocsp()))
                .all();
    }

    private static void awaitMore(int certificates) {
        var issued = traffic.issued();
        var crls = traffic.crlNumbers().size();
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> {
                    assertThat(traffic.wrong()).isEmpty();
                    assertThat(traffic.issued()).isGreaterThan(issued + certificates);
                    assertThat(traffic.crlNumbers()).hasSizeGreaterThan(crls);
                });
    }
}
