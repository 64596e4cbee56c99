package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A lineage whose next CA is certified by a CA of somebody else, played by {@code openssl ca}. */
@ExtendWith(Disturbed.Shared.class)
@Order(Turn.REPLACES_CAS)
@ResourceLock(Disturbed.LOCK)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExternalCaTest {

    private static final String ROLE = "officers";
    private static final String AWAITING = "AwaitingCertificate";

    private static final String CONFIGURATION =
            """
            [ca]
            default_ca = elsewhere
            [elsewhere]
            database = ext/index.txt
            new_certs_dir = ext
            rand_serial = yes
            certificate = ext/root.pem
            private_key = ext/root.key
            default_md = sha256
            default_days = 1000
            policy = any
            unique_subject = no
            # The subjectKeyIdentifier that the request asks for.
            copy_extensions = copy
            # The order is that of the subject, which must come back as it was.
            [any]
            organizationName = optional
            commonName = supplied
            [root]
            basicConstraints = critical,CA:TRUE
            keyUsage = critical,keyCertSign,cRLSign
            subjectKeyIdentifier = hash
            [good]
            basicConstraints = critical,CA:TRUE,pathlen:0
            keyUsage = critical,keyCertSign,cRLSign
            authorityKeyIdentifier = keyid
            [other]
            basicConstraints = critical,CA:TRUE,pathlen:0
            keyUsage = critical,keyCertSign,cRLSign
            subjectKeyIdentifier = hash
            authorityKeyIdentifier = keyid
            [leaf]
            basicConstraints = critical,CA:FALSE
            keyUsage = critical,keyCertSign,cRLSign
            authorityKeyIdentifier = keyid
            [deep]
            basicConstraints = critical,CA:TRUE,pathlen:3
            keyUsage = critical,keyCertSign,cRLSign
            authorityKeyIdentifier = keyid
            [dn]
            """;

    @BeforeAll
    static void found(Officers officers) {
        officers.bash("mkdir ext; touch ext/index.txt");
        officers.write("ext/ca.cnf", CONFIGURATION);
        for (var root : new String[] {"root", "stranger"}) {
            officers.bash(
                    """
                    openssl req -x509 -config ext/ca.cnf -extensions root -newkey ec -pkeyopt ec_paramgen_curve:P-384 -nodes \\
                        -subj "/O=Elsewhere/CN=External $0 CA" -days 30000 -keyout ext/$0.key -out ext/$0.pem
                    """
                            .replace("$0", root));
        }
    }

    @Test
    @Order(1)
    void anUnknownAnchorIsNoAnchor(Officers officers) {
        assertThat(officers.ca("roll", ROLE, "--anchor", "ext/root.pem").failed().err())
                .contains(
                        "No trust anchor with the SHA-256 fingerprint", "lineage ca trust-anchor");
    }

    @Test
    @Order(2)
    void aRequestIsMadeForTheCaThatTwoOfficersTrust(Officers officers) {
        assertThat(officers.decide("trust-anchor", "--certificate", "ext/root.pem"))
                .contains("is Done");
        assertThat(officers.decide("roll", ROLE, "--anchor", "ext/root.pem"))
                .contains("waits for its certificate: fetch the request of generation");
        officers.write(
                "ext/request.pem", officers.ca("request", label(officers)).succeeded().out());
        assertThat(officers.bash("openssl req -in ext/request.pem -noout -verify -subject -text"))
                .contains("verify OK", "Officers Issuing CA 2026-2", "CA:TRUE, pathlen:0");
    }

    static Stream<Arguments> forged() {
        return Stream.of(
                Arguments.of(
                        "other key",
                        """
                        openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ext/other.key -out ext/other.pem \\
                            -subj "/O=Example Organisation/CN=Officers Issuing CA 2026-2"
                        openssl ca -batch -notext -config ext/ca.cnf -extensions other -in ext/other.pem -out ext/returned.pem
                        """,
                        "it is over another key"),
                Arguments.of(
                        "other subject",
                        signed("-extensions good -subj /CN=Other"),
                        "its subject is"),
                Arguments.of("no CA", signed("-extensions leaf"), "CA"),
                Arguments.of(
                        "path length",
                        signed("-extensions deep"),
                        "its path length is 3, asked for was 0"),
                Arguments.of(
                        "expired",
                        signed(
                                "-extensions good -startdate 20200101000000Z -enddate 20210101000000Z"),
                        "it expired"),
                Arguments.of(
                        "too long",
                        signed("-extensions good -days 20000"),
                        "longer than was planned"),
                Arguments.of(
                        "unknown chain",
                        signed("-extensions good -cert ext/stranger.pem -keyfile ext/stranger.key"),
                        "it does not chain to the anchor"),
                Arguments.of("SHA-1", signed("-extensions good -md sha1"), "which is not accepted"),
                Arguments.of(
                        "garbage",
                        "head -c 3000 /dev/urandom > ext/returned.pem",
                        "not CA certificates"),
                Arguments.of(
                        "garbage in PEM",
                        "printf -- '-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n' > ext/returned.pem",
                        "not CA certificates"));
    }

    private static String signed(String options) {
        return "openssl ca -batch -notext -config ext/ca.cnf %s -in ext/request.pem -out ext/returned.pem"
                .formatted(options);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    @Order(3)
    void aForgedReturnIsRefusedWithItsReasonAndChangesNothing(
            String what, String forgery, String reason, Officers officers) {
        officers.bash(forgery);
        var label = label(officers);
        var refused = officers.ca("accept", label, "ext/returned.pem").failed();
        assertThat(refused.status()).as(what).isEqualTo(1);
        assertThat(refused.err())
                .contains(reason, "Nothing was changed")
                .doesNotContain("Exception");
        assertThat(label(officers)).isEqualTo(label);
        assertThat(officers.acts().get(0).path("state").asText()).isEqualTo("Approved");
    }

    @Test
    @Order(4)
    void whatWasAskedForIsStagedAndIssuesAfterACutOver(Officers officers) {
        var label = label(officers);
        officers.bash(signed("-extensions good"));
        assertThat(officers.ca("accept", label, "ext/returned.pem").succeeded().out())
                .contains("the generation is staged");
        assertThat(officers.decideAndAwait("cut-over", label)).contains("is Done");
        assertThat(officers.enabled(ROLE).path("label").asText()).isEqualTo(label);

        officers.bash(
                """
                openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout robot.key -subj /CN=robot -out robot.csr
                """);
        officers.write(
                "robot.pem",
                officers.lineage()
                        .lineage("issue", "--profile", "machine", "robot.csr")
                        .succeeded()
                        .out());
        assertThat(
                        officers.bash(
                                "sed '1,/-END CERT/d' robot.pem > robot-issuer.pem; openssl verify -x509_strict -CAfile ext/root.pem -untrusted robot-issuer.pem robot.pem"))
                .contains("robot.pem: OK");
        assertThat(officers.ca("accept", label, "ext/returned.pem").failed().err())
                .contains("it is on record already");
        assertThat(officers.ca("certificates", label).succeeded().out())
                .containsOnlyOnce("BEGIN CERTIFICATE");
    }

    private static String label(Officers officers) {
        return officers.generations(ROLE, AWAITING).getFirst().path("label").asText();
    }
}
