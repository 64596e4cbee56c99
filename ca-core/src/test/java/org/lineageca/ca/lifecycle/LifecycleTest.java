package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;
import static org.lineageca.db.Tables.AUDIT_EVENT;
import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.CRL;

import java.io.ByteArrayInputStream;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.lifecycle.FaultySigner.Fault;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.octets.Octets;

class LifecycleTest {

    private static TestPki pki;

    @BeforeAll
    static void create() {
        pki = new TestPki();
    }

    @AfterEach
    void mend() {
        pki.signer.fail(Fault.NONE);
    }

    @Test
    void whatIsIssuedValidatesInTheJdkAndNoLongerDoesOnceRevoked() throws Exception {
        var issued = pki.issue.issue(ACTOR, "tls-server", TestRequests.server("valid.example"));
        assertThat(issued.chain()).hasSize(2);
        pki.crls.issueAll(ACTOR);
        validate(issued.chain());
        pki.revoke.revoke(
                ACTOR,
                new CertificateReference.BySerial(issued.serial()),
                RevocationReason.KEY_COMPROMISE,
                null);
        pki.advance(Duration.ofSeconds(1));
        pki.crls.issueAll(ACTOR);
        assertThatThrownBy(() -> validate(issued.chain()))
                .isInstanceOf(CertPathValidatorException.class)
                .hasMessageContaining("revoked");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"BEFORE_SIGNATURE", "AFTER_SIGNATURE"})
    void aCertificateWhoseSignatureNeverArrivedIsListedAndRevocable(Fault fault) {
        var host = fault.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".example";
        var request = TestRequests.server(host);
        pki.signer.fail(fault);
        assertThatThrownBy(() -> pki.issue.issue(ACTOR, "tls-server", request))
                .isInstanceOf(TokenUnavailableException.class);
        pki.signer.fail(Fault.NONE);

        var found = pki.certificates.search(new CertificateQuery(null, host, 0, 10));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().standing(pki.clock.instant())).isEqualTo("not recorded");
        var decision =
                pki.revoke.revoke(
                        ACTOR,
                        new CertificateReference.BySerial(found.getFirst().serial()),
                        RevocationReason.SUPERSEDED,
                        null);
        assertThat(decision).isInstanceOf(RevocationDecision.Revoked.class);
        // The subscriber, who got nothing, may send the same request again.
        assertThat(pki.issue.issue(ACTOR, "tls-server", request).serial())
                .isNotEqualTo(found.getFirst().serial());
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "AWAY")
    void neverSignsTwoCrlsWithOneNumber(Fault fault) {
        var before = number();
        pki.signer.fail(fault);
        try {
            pki.crls.issue(ACTOR, pki.issuing.identity().id());
        } catch (TokenUnavailableException expected) {
            assertThat(fault).isNotEqualTo(Fault.NONE);
        }
        pki.signer.fail(Fault.NONE);
        var next = pki.crls.issue(ACTOR, pki.issuing.identity().id());
        assertThat(next.content().number().value()).isEqualTo(before + 2);
    }

    @Test
    void nothingTheTokenSignedIsUnknownToTheDatabase() {
        pki.issue.issue(ACTOR, "tls-server", TestRequests.server("witness.example"));
        pki.crls.issueAll(ACTOR);
        Set<Octets> committed = new HashSet<>();
        var owner = pki.asOwner();
        owner.select(CERTIFICATE.TBS_SHA256)
                .from(CERTIFICATE)
                .forEach(row -> committed.add(Octets.of(row.value1())));
        owner.select(CRL.TBS_SHA256)
                .from(CRL)
                .forEach(row -> committed.add(Octets.of(row.value1())));
        assertThat(committed).containsAll(pki.signer.digests());
    }

    @Test
    void whileTheDatabaseIsOlderThanWhatWasSignedNothingIsPromisedEither() {
        var number = number();
        var signatures = pki.signer.digests().size();
        pki.refusesToSign = "restored";

        assertThatThrownBy(() ->
                        pki.issue.issue(
                                ACTOR, "tls-server", TestRequests.server("restored.example")))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> pki.crls.issue(ACTOR, pki.issuing.identity().id()))
                .isInstanceOf(RefusedException.class);

        pki.refusesToSign = null;
        assertThat(pki.signer.digests()).hasSize(signatures);
        assertThat(number()).isEqualTo(number);
        assertThat(pki.certificates.search(new CertificateQuery(null, "restored.example", 0, 10)))
                .isEmpty();
        pki.issue.issue(ACTOR, "tls-server", TestRequests.server("restored.example"));
    }

    @Test
    void anIntentThatCannotBeCommittedIsNotSigned() {
        var owner = pki.asOwner();
        owner.execute(
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk full'; END $$");
        owner.execute(
                "CREATE TRIGGER refuse BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse()");
        var signed = pki.signer.digests().size();
        try {
            assertThatThrownBy(() ->
                            pki.issue.issue(
                                    ACTOR, "tls-server", TestRequests.server("unaudited.example")))
                    .isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> pki.crls.issue(ACTOR, pki.issuing.identity().id()))
                    .isInstanceOf(DataAccessException.class);
        } finally {
            owner.execute("DROP FUNCTION refuse() CASCADE");
        }
        assertThat(pki.signer.digests()).hasSize(signed);
        assertThat(pki.certificates.search(new CertificateQuery(null, "unaudited.example", 0, 10)))
                .isEmpty();
    }

    @Test
    void oneOfManyCopiesOfARequestIsAnswered() throws Exception {
        var request = TestRequests.server("copies.example");
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (var i = 0; i < 8; i++) {
            attempts.add(() -> issues(request));
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var issued = 0;
            for (var attempt : executor.invokeAll(attempts)) {
                issued += attempt.get() ? 1 : 0;
            }
            assertThat(issued).isEqualTo(1);
        }
        assertThatThrownBy(() -> pki.issue.issue(ACTOR, "tls-server", request))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.DUPLICATE));
        var first =
                pki.certificates
                        .search(new CertificateQuery(null, "copies.example", 0, 10))
                        .getFirst();
        assertThat(first.names()).containsExactly("dns:copies.example");
    }

    private static boolean issues(Octets request) {
        try {
            pki.issue.issue(ACTOR, "tls-server", request);
            return true;
        } catch (RefusedException duplicate) {
            return false;
        }
    }

    @Test
    void aSecondRevocationChangesNothing() {
        var issued = pki.issue.issue(ACTOR, "tls-server", TestRequests.server("twice.example"));
        var reference = new CertificateReference.ByFingerprint(issued.chain().getFirst().sha256());
        var first = pki.revoke.revoke(ACTOR, reference, RevocationReason.SUPERSEDED, null);
        pki.advance(Duration.ofHours(1));
        var second = pki.revoke.revoke(ACTOR, reference, RevocationReason.KEY_COMPROMISE, null);
        assertThat(second)
                .isEqualTo(
                        new RevocationDecision.AlreadyRevoked(first.generation(), first.entry()));
    }

    @Test
    void whatDoesNotExistOrIsACaIsNotRevoked() {
        assertThatThrownBy(() ->
                        pki.revoke.revoke(
                                ACTOR,
                                CertificateReference.parse("00ff00ff"),
                                RevocationReason.SUPERSEDED,
                                null))
                .hasMessageContaining("Nothing was revoked");
        var ca = new CertificateReference.BySerial(pki.issuing.certificate().serial());
        assertThatThrownBy(() -> pki.revoke.revoke(ACTOR, ca, RevocationReason.SUPERSEDED, null))
                .hasMessageContaining("needs two people");
    }

    @Test
    void anAuditorMayLookAndNothingElse() {
        var auditor = new Actor.Principal("auditor", TrustedRole.Auditor);
        assertThatThrownBy(() ->
                        pki.issue.issue(
                                auditor, "tls-server", TestRequests.server("auditor.example")))
                .isInstanceOf(NotAuthorisedException.class);
        assertThatThrownBy(() -> pki.crls.issueAll(auditor))
                .isInstanceOf(NotAuthorisedException.class);
        assertThat(new ListGenerations(pki.authorities, pki.ledger, pki.ocspSigners).all(auditor))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void crlsAreIssuedWhenDueAndOcspSignersRenewedAfterHalfOfTheirLife() {
        var key = pki.responderKey();
        var signer = pki.delegates.issue(ACTOR, pki.issuing.issuer(), key, Duration.ofDays(30));
        pki.crls.issueAll(ACTOR);
        assertThat(pki.crls.issueDue(ACTOR).issued()).isEmpty();
        assertThat(pki.delegates.renewDue(ACTOR).renewed()).isEmpty();
        pki.advance(Duration.ofDays(16));
        assertThat(pki.crls.issueDue(ACTOR).issued()).hasSize(2);
        assertThat(pki.delegates.renewDue(ACTOR).renewed())
                .singleElement()
                .satisfies(renewed -> {
                    assertThat(renewed.key()).isEqualTo(signer.key());
                    assertThat(renewed.notAfter()).isAfter(signer.notAfter());
                });
    }

    @Test
    void theCoreCannotRewriteThePast() {
        assertThatThrownBy(() -> pki.database().execute("DELETE FROM revocation"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> pki.database().execute("UPDATE audit_event SET actor = 'nobody'"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> pki.database().execute("UPDATE certificate SET not_after = now()"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() ->
                        pki.database()
                                .execute("UPDATE crl SET octets = 1 WHERE octets IS NOT NULL"))
                .hasMessageContaining("already recorded");
        assertThatThrownBy(() -> pki.database().execute("UPDATE crl_piece SET content = '\\x00'"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> pki.database().execute("DELETE FROM crl_piece"))
                .hasMessageContaining("is not superseded");
        assertThat(pki.asOwner().fetchCount(AUDIT_EVENT)).isPositive();
    }

    private static long number() {
        return pki.ledger.standings().stream()
                .filter(standing -> standing.generation().equals(pki.issuing.identity().id()))
                .map(standing -> java.util.Objects.requireNonNull(standing.latest()).number())
                .findFirst()
                .orElseThrow();
    }

    private static void validate(List<Octets> chain) throws Exception {
        var factory = CertificateFactory.getInstance("X.509");
        var certificates = new ArrayList<X509Certificate>();
        for (var der : chain) {
            certificates.add(
                    (X509Certificate)
                            factory.generateCertificate(new ByteArrayInputStream(der.toArray())));
        }
        var crls = new ArrayList<>();
        for (var der : pki.newestCrls().values()) {
            crls.add(factory.generateCRL(new ByteArrayInputStream(der.toArray())));
        }
        var root =
                (X509Certificate)
                        factory.generateCertificate(
                                new ByteArrayInputStream(pki.root.certificate().der().toArray()));
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setDate(Date.from(pki.clock.instant()));
        parameters.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(crls)));
        CertPathValidator.getInstance("PKIX")
                .validate(factory.generateCertPath(certificates), parameters);
    }
}
