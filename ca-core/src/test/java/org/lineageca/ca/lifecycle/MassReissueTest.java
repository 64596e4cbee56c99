package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;
import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.REISSUED_CERTIFICATE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.act.Plan;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.mass.ReissueSelected;
import org.lineageca.ca.mass.ResultFormat;
import org.lineageca.ca.mass.RevokeSelected;
import org.lineageca.ca.profile.ProfileReader;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.ca.renewal.CertificateIdentifier;
import org.lineageca.ca.renewal.SuggestedWindow;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** Lists that are made anew, with a real token and a real PostgreSQL. */
class MassReissueTest {

    private static final Actor FIRST = new Actor.Principal("First", TrustedRole.Officer);
    private static final Actor SECOND = new Actor.Principal("Second", TrustedRole.Officer);
    private static final Instant DEADLINE = Instant.parse("2026-12-15T00:00:00Z");

    /** More than go together at once. */
    private static final int MANY = 300;

    private TestPki pki;

    @BeforeEach
    void begin() {
        pki = new TestPki();
        pki.authorities.add(
                ReadyMade.derive(
                        "tls-client",
                        CertificateTemplate.TLS_CLIENT,
                        TestPki.LINEAGE,
                        Duration.ofDays(90),
                        false),
                pki.clock.instant(),
                ACTOR);
    }

    private List<IssueCertificate.Issued> issue(int count) {
        var issued = new ArrayList<IssueCertificate.Issued>();
        for (var i = 0; i < count; i++) {
            issued.add(server("host-" + i + ".example"));
        }
        return issued;
    }

    private IssueCertificate.Issued server(String host) {
        return pki.issue.issue(ACTOR, "tls-server", TestRequests.server(host));
    }

    @Test
    void eachIsMadeAnewWithItsKeyAndNamesByTheProfileAndTheCaOfNow() throws Exception {
        var old = issue(3);
        pki.advance(Duration.ofDays(10));
        pki.profiles.record(
                ProfileReader.read(
                        ReadyMade.TLS_SERVER
                                .yaml()
                                .replace("lineage: tls-servers", "lineage: " + TestPki.LINEAGE)
                                .replace("version: 1", "version: 2")
                                .replace("validity: 90d", "validity: 30d")),
                pki.profiles.versions("tls-server").getFirst().sha256(),
                pki.clock.instant(),
                ACTOR);
        var list = all();

        var proposed = propose(list);
        assertThat(proposed.plan().text())
                .contains(
                        "act: reissue-certificates\n",
                        "certificates: 3\n",
                        "reason: a wrong policy\n",
                        "deadline: 2026-12-15T00:00:00Z\n",
                        "expected: 3 certificates of profile tls-server: made anew with the same key and names\n",
                        "expected: the names and keys of 3 of these were compared with the rules: 0 would be refused",
                        "at 500/s, assumed");
        assertThat(Plan.read(proposed.plan().text())).isEqualTo(proposed.plan());
        assertThatThrownBy(() -> pki.decide.approve(FIRST, proposed.id(), proposed.plan().digest()))
                .hasMessageContaining("two people");

        var done = approve(proposed);

        assertThat(((DecidedAct.Done) done).outcome())
                .isEqualTo(
                        "3 certificates are re-issued with the same key and names; the subscribers of 0 have to ask for theirs.");
        for (var one : old) {
            var before = certificate(one.chain().getFirst());
            var after = certificate(successor(one));
            assertThat(after.getPublicKey()).isEqualTo(before.getPublicKey());
            assertThat(after.getSubjectX500Principal()).isEqualTo(before.getSubjectX500Principal());
            assertThat(List.copyOf(after.getSubjectAlternativeNames()))
                    .isEqualTo(List.copyOf(before.getSubjectAlternativeNames()));
            assertThat(after.getSerialNumber()).isNotEqualTo(before.getSerialNumber());
            assertThat(
                            Duration.between(
                                    after.getNotBefore().toInstant(),
                                    after.getNotAfter().toInstant()))
                    .isEqualTo(Duration.ofDays(30).minusSeconds(1));
        }
        assertThat(pki.reissue.find(FIRST, list).orElseThrow())
                .satisfies(progress -> assertThat(progress.percent()).isEqualTo(100))
                .satisfies(progress -> assertThat(progress.left()).isNull());
        assertTrail(3);
    }

    @Test
    void whatCannotBeGoesToItsSubscriberWithTheReason() throws Exception {
        var good = server("good.example");
        var compromised = server("compromised.example");
        var gone = server("gone.example");
        var superseded = server("superseded.example");
        var client =
                pki.issue.issue(
                        ACTOR,
                        "tls-client",
                        TestRequests.request(
                                TestRequests.ec("secp256r1"), "SHA256withECDSA", "CN=Ada"));
        revoke(compromised, RevocationReason.KEY_COMPROMISE);
        revoke(gone, RevocationReason.CESSATION_OF_OPERATION);
        revoke(superseded, RevocationReason.SUPERSEDED);
        var unsigned = unsigned();
        restrictNames();
        var list = all();

        var proposed = propose(list);
        assertThat(proposed.plan().text())
                .contains(
                        "1 certificates of profile tls-server: for their subscribers, because its key is not certified any more\n",
                        "1 certificates of profile tls-client: for their subscribers, because its profile lets subscribers ask\n",
                        "2 of these were compared with the rules: 1 would be refused and go to their subscribers, such as: ");
        approve(proposed);

        assertThat(outcomes(list))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                good.serial().hex(),
                                "reissued",
                                compromised.serial().hex(),
                                "key",
                                gone.serial().hex(),
                                "revoked",
                                superseded.serial().hex(),
                                "names",
                                client.serial().hex(),
                                "by-subscriber",
                                unsigned,
                                "not-recorded"));
        assertThat(lines(pki.reissue.subscribers(FIRST, list)))
                .hasSize(6)
                .startsWith(
                        "serial,generation,subject,names,asked_by,not_after,reason,why,deadline")
                .contains(
                        "%s,%s,CN=Ada,,test,2027-02-19T07:59:59Z,by-subscriber,,2026-12-15T00:00:00Z"
                                .formatted(client.serial().hex(), label()))
                .anyMatch(line ->
                        line.startsWith(superseded.serial().hex())
                                && line.contains("dns:superseded.example,test,")
                                && line.contains("names,"));
        assertThat(lines(pki.reissue.results(FIRST, list, ResultFormat.JSON_LINES)))
                .hasSize(6)
                .anyMatch(line ->
                        line.contains("\"newChain\":\"/certificates/")
                                && line.contains("\"outcome\":\"reissued\""));
    }

    @Test
    void theSameListIsRevokedAfterwardsAndTheSuccessorsStayGood() {
        var old = issue(12);
        var list = all();
        approve(propose(list));

        var decision =
                pki.selected.revoke(
                        FIRST,
                        new RevokeSelected.Order(list, RevocationReason.SUPERSEDED, null, false));
        approve(((BatchDecision.Proposed) decision).act());

        for (var one : old) {
            assertThat(standing(one.serial().hex())).isEqualTo("revoked");
            assertThat(standing(successorSerial(one.serial().hex()))).isEqualTo("good");
        }
        assertThatThrownBy(() -> propose(list)).hasMessageContaining("was re-issued by act");
    }

    @Test
    void anotherListNamesTheSuccessorThatIsThere() throws IOException {
        var old = server("once.example");
        var first = all();
        approve(propose(first));
        var successor = successorSerial(old.serial().hex());
        var again = pki.inBatches.open(FIRST, List.of(old.serial().hex())).batch().id();

        approve(propose(again));

        assertThat(pki.asOwner().fetchCount(CERTIFICATE, CERTIFICATE.PROFILE.eq("tls-server")))
                .isEqualTo(2);
        assertThat(lines(pki.reissue.results(FIRST, again, ResultFormat.CSV)).getLast())
                .contains("reissued," + successor);
    }

    /** Before and after each effect; what was promised is never promised twice. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEFORE INSERT ON certificate FOR EACH ROW WHEN (NEW.intended_by LIKE 'act %')",
                "BEFORE INSERT ON reissued_certificate FOR EACH ROW WHEN (NEW.new_serial IS NOT NULL)",
                "BEFORE INSERT ON signed_certificate FOR EACH STATEMENT",
                "BEFORE INSERT ON audit_event FOR EACH ROW WHEN (NEW.kind = 'ListReissued')",
                "BEFORE UPDATE ON reissue FOR EACH ROW WHEN (NEW.done > 256)"
            })
    void cutShortAnywhereItGoesOnAndEachIsPromisedOnce(String fault) throws IOException {
        issue(MANY);
        var list = all();
        var proposed = propose(list);
        pki.failOn(fault);
        assertThat(((DecidedAct.Approved) approve(proposed)).waitsFor())
                .contains("the disk is full");
        pki.mend(fault);

        assertThat(pki.perform.performOpen()).hasSize(1);

        assertEachOnce(list, MANY);
    }

    @Test
    void cutShortWhereItIsDoneItIsFinishedWhenItsLeaseHasEnded() throws IOException {
        issue(MANY);
        var list = all();
        var proposed = propose(list);
        var fault = "BEFORE UPDATE ON act FOR EACH ROW WHEN (NEW.state = 'Done')";
        pki.failOn(fault);
        assertThatThrownBy(() -> approve(proposed)).isInstanceOf(DataAccessException.class);
        pki.mend(fault);
        assertThat(pki.perform.performOpen()).isEmpty();
        pki.advance(Duration.ofMinutes(3));

        assertThat(pki.perform.performOpen()).hasSize(1);

        assertEachOnce(list, MANY);
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_SIGNATURE", "AFTER_SIGNATURE"})
    void whileTheTokenFailsOnePromiseIsLostAtATime(FaultySigner.Fault fault) throws IOException {
        issue(MANY);
        var list = all();
        var proposed = propose(list);
        pki.signer.fail(fault);
        assertThat(((DecidedAct.Approved) approve(proposed)).waitsFor()).contains("unplugged");
        assertThat(pki.perform.performOpen()).isEmpty();
        assertThat(promised()).isEqualTo(2);
        pki.signer.fail(FaultySigner.Fault.NONE);

        assertThat(pki.perform.performOpen()).hasSize(1);

        assertEachOnce(list, MANY);
        assertThat(outcomes(list).values().stream().filter("unfinished"::equals)).hasSize(2);
        assertThat(lines(pki.reissue.subscribers(FIRST, list)))
                .hasSize(3)
                .anyMatch(line -> line.contains(",unfinished,,2026-12-15T00:00:00Z"));
    }

    @Test
    void aPausedOneWaitsAndAWithdrawnOneGoesNoFurther() {
        issue(5);
        var list = all();
        assertThatThrownBy(() -> pki.reissue.pause(FIRST, list))
                .hasMessageContaining("was not proposed");
        var proposed = propose(list);
        pki.reissue.pause(FIRST, list);
        assertThat(((DecidedAct.Approved) approve(proposed)).waitsFor())
                .isEqualTo(
                        "0 of 5 certificates have had their turn; 0 are re-issued. Paused by First.");
        assertThat(promised()).isZero();
        assertThatThrownBy(() -> propose(list)).hasMessageContaining("re-issues batch");
        pki.decide.withdraw(SECOND, proposed.id());
        pki.reissue.resume(SECOND, list);
        assertThat(pki.perform.performOpen()).isEmpty();
        assertThat(promised()).isZero();

        approve(propose(list));

        assertThat(promised()).isEqualTo(5);
        assertThat(
                        pki.asOwner()
                                .fetch(
                                        "SELECT details->>'to' FROM audit_event WHERE kind = 'ReissueHalted' ORDER BY sequence")
                                .getValues(0))
                .isEqualTo(List.of("Paused", "Resumed"));
    }

    @Test
    void onlyOfficersAskAndWhatCannotBeIsRefusedBefore() {
        issue(1);
        var list = all();
        var clerk = new Actor.Principal("Clerk", TrustedRole.RegistrationOfficer);
        var admin = new Actor.Principal("Admin", TrustedRole.Administrator);
        for (var actor : List.of(clerk, admin)) {
            assertThatThrownBy(() -> pki.reissue.propose(actor, order(list, "a reason", null)))
                    .isInstanceOf(NotAuthorisedException.class);
        }
        for (var wrong :
                List.of(
                        order(list, " ", null),
                        order(list, "two\nlines", null),
                        order(list, "late", pki.clock.instant()),
                        order(99, "no list", null))) {
            assertThatThrownBy(() -> pki.reissue.propose(FIRST, wrong))
                    .isInstanceOf(RefusedException.class);
        }
        assertThat(pki.acts.open()).isEmpty();
        assertThat(pki.batches.find(list).orElseThrow().isSealed()).isFalse();
    }

    @Test
    void machinesAreToldWhenToReplaceACertificate() throws Exception {
        var old = server("hint.example");
        var extension = certificate(old.chain().getFirst()).getExtensionValue("2.5.29.35");
        var keyIdentifier = Arrays.copyOfRange(extension, extension.length - 20, extension.length);
        var name = new CertificateIdentifier(Octets.of(keyIdentifier), old.serial()).text();
        var now = pki.clock.instant();
        var usual =
                new SuggestedWindow(now.plus(Duration.ofDays(60)), now.plus(Duration.ofDays(75)));
        assertThat(pki.renewal.suggest(FIRST, name))
                .isEqualTo(new SuggestRenewal.Hint(usual, Duration.ofHours(6)));
        var proposed = propose(all());
        assertThat(pki.renewal.suggest(FIRST, name).window()).isEqualTo(usual);

        approve(proposed);

        assertThat(pki.renewal.suggest(FIRST, name))
                .isEqualTo(
                        new SuggestRenewal.Hint(
                                new SuggestedWindow(now, DEADLINE), Duration.ofHours(1)));
        revoke(old, RevocationReason.SUPERSEDED);
        assertThat(pki.renewal.suggest(FIRST, name).window().end()).isEqualTo(now);
        for (var wrong : List.of("nonsense", name + "AA", "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE")) {
            assertThatThrownBy(() -> pki.renewal.suggest(FIRST, wrong))
                    .isInstanceOf(RefusedException.class);
        }
    }

    private long all() {
        return pki.select.open(FIRST, Map.of("lineage", TestPki.LINEAGE)).id();
    }

    private static ReissueSelected.Order order(
            long list, String reason, @Nullable Instant deadline) {
        return new ReissueSelected.Order(list, reason, deadline);
    }

    private DecidedAct.Proposed propose(long list) {
        return pki.reissue.propose(FIRST, order(list, "a wrong policy", DEADLINE));
    }

    private DecidedAct approve(DecidedAct.Proposed proposed) {
        return pki.decide.approve(SECOND, proposed.id(), proposed.plan().digest());
    }

    private void revoke(IssueCertificate.Issued issued, RevocationReason reason) {
        pki.revoke.revoke(ACTOR, CertificateReference.parse(issued.serial().hex()), reason, null);
    }

    /** An intent whose signature never came. */
    private String unsigned() {
        var lost = server("lost.example");
        pki.asOwner()
                .execute(
                        "DELETE FROM signed_certificate WHERE serial = {0}",
                        lost.serial().octets().toArray());
        return lost.serial().hex();
    }

    /** From its next version on the profile permits one host only. */
    private void restrictNames() {
        var yaml =
                pki.profiles
                        .versions("tls-server")
                        .getFirst()
                        .yaml()
                        .replace("version: 1", "version: 2")
                        .replace(
                                "  wildcard: yes",
                                "  wildcard: yes\n  permitted-suffixes: [good.example]");
        pki.profiles.record(
                ProfileReader.read(yaml),
                pki.profiles.versions("tls-server").getFirst().sha256(),
                pki.clock.instant(),
                ACTOR);
    }

    private void assertEachOnce(long list, int count) throws IOException {
        var outcomes = outcomes(list);
        assertThat(outcomes).hasSize(count);
        assertThat(outcomes.values()).isSubsetOf("reissued", "unfinished");
        assertThat(promised()).isEqualTo(count);
        assertThat(
                        pki.asOwner()
                                .fetch(
                                        "SELECT count(*) FROM certificate WHERE intended_by LIKE 'act %' GROUP BY spki_sha256, names")
                                .getValues(0, Integer.class))
                .hasSize(count)
                .containsOnly(1);
        assertTrail(count);
    }

    private void assertTrail(int count) {
        assertThat(
                        pki.asOwner()
                                .fetchValue(
                                        "SELECT sum((details->>'count')::int)::int FROM audit_event WHERE kind = 'ListReissued'"))
                .isEqualTo(count);
    }

    private int promised() {
        return pki.asOwner()
                .fetchCount(REISSUED_CERTIFICATE, REISSUED_CERTIFICATE.NEW_SERIAL.isNotNull());
    }

    private Map<String, String> outcomes(long list) throws IOException {
        return lines(pki.reissue.results(FIRST, list, ResultFormat.CSV)).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .collect(Collectors.toMap(cells -> cells[0], cells -> cells[2]));
    }

    private String successorSerial(String serial) {
        return Octets.of(
                        pki.asOwner()
                                .select(REISSUED_CERTIFICATE.NEW_SERIAL)
                                .from(REISSUED_CERTIFICATE)
                                .where(
                                        REISSUED_CERTIFICATE.SERIAL.eq(
                                                reference(serial).octets().toArray()))
                                .fetchSingle()
                                .value1())
                .toHex();
    }

    private static SerialNumber reference(String serial) {
        return ((CertificateReference.BySerial) CertificateReference.parse(serial)).serial();
    }

    private Octets successor(IssueCertificate.Issued issued) {
        return pki.certificates
                .der(pki.issuing.identity().id(), reference(successorSerial(issued.serial().hex())))
                .orElseThrow();
    }

    private String standing(String serial) {
        return pki.certificates
                .resolve(CertificateReference.parse(serial))
                .getFirst()
                .standing(pki.clock.instant());
    }

    private String label() {
        return pki.issuing.identity().id().label();
    }

    private static X509Certificate certificate(Octets der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der.toArray()));
    }

    private static List<String> lines(InputStream stream) throws IOException {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
