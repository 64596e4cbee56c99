package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;

import java.time.Duration;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.profile.ProfileReader;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.ca.x509.SerialNumber;

/** Versions of profiles as the database keeps them. */
class ProfilesOnRecordTest {

    private static TestPki pki;

    @BeforeAll
    static void create() {
        pki = new TestPki();
    }

    private static void add(String name, Duration validity) {
        pki.authorities.add(
                ReadyMade.derive(
                        name, CertificateTemplate.TLS_SERVER, TestPki.LINEAGE, validity, false),
                pki.clock.instant(),
                ACTOR);
    }

    private static int versionOf(SerialNumber serial) {
        return pki.asOwner()
                .fetchSingle(
                        "SELECT profile_version FROM certificate WHERE serial = {0}",
                        DSL.val(serial.octets().toArray()))
                .get(0, Integer.class);
    }

    @Test
    void aCertificateSaysByWhichVersionItWasMade() {
        var issued =
                pki.issue.issue(ACTOR, "tls-server", TestRequests.server("version.example.org"));
        assertThat(versionOf(issued.serial())).isEqualTo(1);
        assertThat(versionOf(pki.issuing.certificate().serial())).isZero();
    }

    @Test
    void theFirstVersionIsInTheAuditTrailAndIsNotRecordedTwice() {
        add("audited", Duration.ofDays(90));
        add("audited", Duration.ofDays(30));
        assertThat(pki.authorities.profile("audited").orElseThrow().validity()).hasDays(90);
        var events =
                pki.asOwner()
                        .fetch(
                                "SELECT details->>'version', details->>'sha256' = encode(sha256, 'hex') FROM audit_event, profile_version WHERE kind = 'ProfileChanged' AND details->>'profile' = 'audited' AND name = 'audited'");
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().get(0, String.class)).isEqualTo("1");
        assertThat(events.getFirst().get(1, Boolean.class)).isTrue();
    }

    @Test
    void theCoreCannotRewriteAVersion() {
        for (var statement :
                new String[] {
                    "UPDATE profile_version SET yaml = yaml || '#'",
                    "DELETE FROM profile_version",
                    "UPDATE profile SET name = 'other'"
                }) {
            assertThatThrownBy(() -> pki.database().execute(statement))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void nothingIsIssuedByADocumentThatSaysItIsAnother() {
        add("edited", Duration.ofDays(90));
        pki.asOwner()
                .execute(
                        """
                        UPDATE profile_version SET
                            yaml = replace(yaml, 'version: 1', 'version: 2'),
                            sha256 = sha256(convert_to(replace(yaml, 'version: 1', 'version: 2'), 'UTF8'))
                        WHERE name = 'edited'
                        """);
        assertThatThrownBy(() ->
                        pki.issue.issue(ACTOR, "edited", TestRequests.server("edited.example.org")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Nothing is issued by it");
        assertThat(pki.certificates.search(new CertificateQuery(null, "edited.example.org", 0, 9)))
                .isEmpty();
        pki.asOwner()
                .execute(
                        """
                        UPDATE profile_version SET
                            yaml = replace(yaml, 'version: 2', 'version: 1'),
                            sha256 = sha256(convert_to(replace(yaml, 'version: 2', 'version: 1'), 'UTF8'))
                        WHERE name = 'edited'
                        """);
        pki.issue.issue(ACTOR, "edited", TestRequests.server("edited.example.org"));
    }

    @Test
    void whatTheChainDoesNotAllowLeavesNothingBehind() {
        pki.authorities.add(
                ProfileReader.read(
                        ReadyMade.TLS_SERVER
                                .yaml()
                                .replace("profile: tls-server", "profile: too-long")
                                .replace("lineage: tls-servers", "lineage: " + TestPki.LINEAGE)
                                .replace("validity: 90d", "validity: 20y")),
                pki.clock.instant(),
                ACTOR);
        var signed = pki.signer.digests().size();
        assertThatThrownBy(() ->
                        pki.issue.issue(ACTOR, "too-long", TestRequests.server("long.example.org")))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.CANNOT_ISSUE));
        assertThat(pki.signer.digests()).hasSize(signed);
        assertThat(pki.certificates.search(new CertificateQuery(null, "long.example.org", 0, 9)))
                .isEmpty();
    }

    /** A short-lived certificate names no CRL, and is on none but the complete one when revoked. */
    @Test
    void whatHasNoRevocationInformationBelongsToTheCompleteCrl() {
        pki.authorities.add(
                ReadyMade.derive(
                        "tls-server-short-lived",
                        CertificateTemplate.TLS_SERVER,
                        TestPki.LINEAGE,
                        Duration.ofDays(7),
                        false),
                pki.clock.instant(),
                ACTOR);
        var issued =
                pki.issue.issue(
                        ACTOR, "tls-server-short-lived", TestRequests.server("short.example.org"));
        assertThat(
                        pki.asOwner()
                                .fetchSingle(
                                        "SELECT crl_scope FROM certificate WHERE serial = {0}",
                                        DSL.val(issued.serial().octets().toArray()))
                                .get(0, String.class))
                .isEqualTo("complete");
        assertThat(issued.chain().getFirst().toHex())
                .contains("0603551d38")
                .doesNotContain("0603551d1f");
    }
}
