package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.CRLReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.forecast.CrlForecast;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqLineageLedger;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.Pem;
import org.lineageca.ca.x509.SerialNumber;

/** Complete CRLs, shards, CRLs of CA certificates and deltas, from the policy to the octets. */
class CrlScopesTest {

    private static final CrlSchedule DAILY =
            CrlSchedule.regular(Duration.ofHours(12), Duration.ofDays(7));
    private static final CrlSchedule PROMPT =
            new CrlSchedule(Duration.ofHours(1), Duration.ofHours(6), Duration.ofSeconds(10));
    private static final String ROLE = "servers";
    private static final String IDP = "2.5.29.28";
    private static final String DELTA_INDICATOR = "2.5.29.27";
    private static final String FRESHEST = "2.5.29.46";

    @TempDir Path folder;

    private final TestPki pki = new TestPki();
    private final GenerationId issuing = pki.issuing.identity().id();
    private final SetCrlPolicy policies =
            new SetCrlPolicy(pki.authorities, pki.policies, pki.clock);
    private boolean published = true;
    private final NameServedScopes nameServed =
            new NameServedScopes(
                    pki.policies,
                    pki.ledger,
                    (uri, _, _) -> {
                        if (!published) {
                            throw new PublishedCrls.NotPublishedException(uri, "nothing");
                        }
                    },
                    pki.clock);

    private final ForecastCrls forecasts =
            new ForecastCrls(
                    pki.authorities,
                    new JooqLineageLedger(pki.database(), new GenerationKeys(pki.database())),
                    pki.policies,
                    pki.clock);

    @Test
    void aCertificateNamesAShardOnlyAfterItsCrlIsServed() throws Exception {
        set(new CrlPolicy(DAILY, null, 2, false, null));
        published = false;
        pki.crls.issueDue(ACTOR);
        assertThat(nameServed.nameServed(ACTOR)).isEmpty();
        assertThat(namedBy(issue("early.example"))).endsWith("/complete.crl");
        published = true;
        assertThat(nameServed.nameServed(ACTOR)).hasSize(2);
        assertThat(nameServed.nameServed(ACTOR)).isEmpty();
        var certificate = issue("late.example");
        var shard = certificate.getSerialNumber().mod(BigInteger.TWO);
        assertThat(namedBy(certificate)).endsWith("/shard-" + shard + ".crl");
    }

    @Test
    void eachShardHasWhatNamesItAndTheCompleteCrlHasAll() throws Exception {
        var early = issue("before.example");
        shardsServed();
        var certificates = new ArrayList<X509Certificate>();
        while (named(certificates).size() < 2) {
            certificates.add(issue("host" + certificates.size() + ".example"));
        }
        certificates.forEach(this::revoke);
        revoke(early);
        pki.crls.issueAll(ACTOR);
        var inShards = new ArrayList<BigInteger>();
        for (var shard : List.of("shard-0", "shard-1")) {
            var crl = crl(shard);
            assertThat(crl.getCriticalExtensionOIDs()).containsExactly(IDP);
            assertThat(scopeOf(crl).onlyContainsCACerts()).isFalse();
            for (var entry : entries(crl)) {
                inShards.add(entry.getSerialNumber());
                var certificate =
                        certificates.stream()
                                .filter(one ->
                                        one.getSerialNumber().equals(entry.getSerialNumber()))
                                .findFirst()
                                .orElseThrow();
                assertThat(namedBy(certificate)).isEqualTo(uriOf(crl));
            }
        }
        assertThat(inShards)
                .containsExactlyInAnyOrderElementsOf(
                        certificates.stream().map(X509Certificate::getSerialNumber).toList());
        assertThat(entries(crl("complete"))).hasSize(certificates.size() + 1);
        assertThat(crl("complete").getCriticalExtensionOIDs()).isNullOrEmpty();
    }

    @Test
    void aCaThatCertifiesCasMayHaveCrlsOfMonths() {
        var months =
                CrlPolicy.plain(CrlSchedule.regular(Duration.ofDays(150), Duration.ofDays(180)));
        assertThat(policies.set(ACTOR, pki.root.identity().id(), months)).isEqualTo(months);
    }

    @Test
    void aMachineIssuesCrlsAndDoesNotDecideHowLongTheyLast() {
        var machine = new Actor.Principal("web-1", TrustedRole.Machine);
        var policy = CrlPolicy.plain(CrlSchedule.regular(Duration.ofDays(4), Duration.ofDays(9)));
        assertThatThrownBy(() -> policies.set(machine, issuing, policy))
                .isInstanceOf(NotAuthorisedException.class)
                .hasMessageContaining("set crl policy");
        assertThat(pki.crls.issue(machine, issuing).octets()).isPositive();
    }

    @Test
    void aScopeThatIsNotThereIsRefusedByName() {
        assertThatThrownBy(() -> pki.crls.issue(ACTOR, issuing, "shard-9"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("has no CRL scope 'shard-9'. No CRL was issued");
    }

    @Test
    void aPolicyWhoseCrlsCouldNotBeIssuedIsRefused() {
        for (var schedule :
                List.of(
                        CrlSchedule.regular(Duration.ofDays(1), Duration.ofDays(400)),
                        // Of a CA that issues to subscribers (BR 4.9.7).
                        CrlSchedule.regular(Duration.ofDays(1), Duration.ofDays(11)),
                        CrlSchedule.regular(Duration.ofMillis(1500), Duration.ofDays(4)))) {
            assertThatThrownBy(() -> set(CrlPolicy.plain(schedule)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("No policy was set");
        }
    }

    @Test
    void fewerShardsTakeNoneAway() throws Exception {
        shardsServed();
        set(new CrlPolicy(DAILY, null, 0, false, null));
        assertThat(namedBy(issue("again.example"))).endsWith("/complete.crl");
        pki.advance(Duration.ofDays(1));
        assertThat(pki.crls.issueDue(ACTOR).issued())
                .extracting(issued -> issued.content().place())
                .contains("shard-0", "shard-1", "complete");
    }

    @Test
    void certificatesOfCasHaveACrlOfTheirOwn() throws Exception {
        var root = pki.root.identity().id();
        policies.set(ACTOR, root, new CrlPolicy(DAILY, null, 0, true, null));
        pki.crls.issueDue(ACTOR);
        nameServed.nameServed(ACTOR);
        var pointer = pki.authorities.find(root).orElseThrow().identity().uris();
        assertThat(pointer.pointer(serial(5), true).uri()).endsWith("/ca.crl");
        assertThat(pointer.pointer(serial(5), false).uri()).endsWith("/complete.crl");
        var crl = crl(root, "ca");
        assertThat(crl.getCriticalExtensionOIDs()).containsExactly(IDP);
        assertThat(scopeOf(crl).onlyContainsCACerts()).isTrue();
    }

    @Test
    void aDeltaTellsWhatHasChangedSinceTheCrlItNames() throws Exception {
        var before = issue("before.example");
        var held = issue("held.example");
        revoke(before);
        set(new CrlPolicy(DAILY, PROMPT, 0, false, null));
        hold(held);
        var complete = pki.crls.issue(ACTOR, issuing);
        assertThat(crl("complete").getNonCriticalExtensionOIDs()).contains(FRESHEST);
        assertThat(entries(crl("complete"))).hasSize(2);
        var after = issue("after.example");
        revoke(after);
        release(held);
        pki.advance(Duration.ofSeconds(11));
        var issued = pki.crls.issueDue(ACTOR).issued();
        assertThat(issued)
                .extracting(one -> one.content().place())
                .containsExactly("complete-delta");
        var delta = crl("complete-delta");
        assertThat(delta.getCriticalExtensionOIDs()).containsExactly(DELTA_INDICATOR);
        assertThat(issued.getFirst().content().extensions().base())
                .isEqualTo(complete.content().number());
        assertThat(issued.getFirst().content().number().value())
                .isEqualTo(complete.content().number().value() + 1);
        assertThat(entries(delta))
                .extracting(X509CRLEntry::getSerialNumber)
                .containsExactlyInAnyOrder(after.getSerialNumber(), held.getSerialNumber());
        assertThat(delta.getRevokedCertificate(held).getRevocationReason())
                .isEqualTo(CRLReason.REMOVE_FROM_CRL);
        pki.crls.issue(ACTOR, issuing);
        assertThat(entries(crl("complete")))
                .extracting(X509CRLEntry::getSerialNumber)
                .containsExactlyInAnyOrder(after.getSerialNumber(), before.getSerialNumber());
        assertThatThrownBy(() -> set(CrlPolicy.plain(DAILY)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("deltas");
    }

    @Test
    void aLongerPolicyLetsNoCrlExpireThatAShorterOneIssued() {
        var hourly = CrlSchedule.regular(Duration.ofHours(1), Duration.ofHours(6));
        var often = CrlSchedule.regular(Duration.ofMinutes(30), Duration.ofHours(2));
        set(new CrlPolicy(hourly, often, 1, false, null));
        pki.crls.issueDue(ACTOR);
        pki.crls.issueDue(ACTOR);
        var seldom = CrlSchedule.regular(Duration.ofHours(6), Duration.ofDays(3));
        set(new CrlPolicy(DAILY, seldom, 1, false, null));
        for (var step = 0; step < 48; step++) {
            pki.advance(Duration.ofMinutes(30));
            assertThat(pki.ledger.standings())
                    .filteredOn(standing -> standing.generation().equals(issuing))
                    .hasSize(4)
                    .allSatisfy(standing ->
                            assertThat(Objects.requireNonNull(standing.latest()).nextUpdate())
                                    .isAfter(pki.clock.instant()));
            pki.crls.issueDue(ACTOR);
        }
    }

    @Test
    void theLastCrlsAreOfAllScopesAndNoneFollows() throws Exception {
        set(new CrlPolicy(DAILY, PROMPT, 2, false, null));
        pki.crls.issueDue(ACTOR);
        pki.crls.issueFinal(ACTOR, pki.issuing.crlIssuer());
        for (var place : List.of("complete", "shard-0", "shard-1")) {
            assertThat(crl(place).getNextUpdate().toInstant()).isEqualTo(TbsCertList.NEVER);
            assertThat(crl(place).getNonCriticalExtensionOIDs()).doesNotContain(FRESHEST);
        }
        pki.advance(Duration.ofDays(400));
        assertThat(pki.crls.issueDue(ACTOR).issued())
                .noneMatch(issued -> issued.content().issuer().generation().equals(issuing));
    }

    /** A round that began before it was retired still has its other CRLs to issue. */
    @Test
    void nothingThatWasDueBeforeFollowsTheLastCrl() {
        set(new CrlPolicy(DAILY, PROMPT, 0, false, null));
        pki.crls.issueDue(ACTOR);
        pki.crls.issueDue(ACTOR);
        pki.crls.issueFinal(ACTOR, pki.issuing.crlIssuer());
        for (var place : List.of("complete", "complete-delta")) {
            assertThatThrownBy(() -> pki.crls.issue(ACTOR, issuing, place))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("is its last: none may follow. No CRL was issued");
        }
        assertThat(pki.crls.hasFinal(issuing)).isTrue();
    }

    @Test
    void theLastCrlIsNotRecordedOnceAnotherFollowsItButIssuedAnew() {
        set(new CrlPolicy(DAILY, PROMPT, 0, false, null));
        pki.crls.issueDue(ACTOR);
        for (var place : List.of("complete", "complete-delta")) {
            var last = pki.ledger.intend(order("complete", true), ACTOR);
            var follows = pki.ledger.intend(order(place, false), ACTOR);
            pki.ledger.record(follows, pki.signing.signCrl(follows), pki.clock.instant(), ACTOR);
            var signature = pki.signing.signCrl(last);
            assertThatThrownBy(() -> pki.ledger.record(last, signature, pki.clock.instant(), ACTOR))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("It was not recorded");
            assertThat(pki.crls.hasFinal(issuing)).isFalse();
        }
        pki.crls.issueFinal(ACTOR, pki.issuing.crlIssuer());
        assertThat(pki.crls.hasFinal(issuing)).isTrue();
    }

    private CrlLedger.Order order(String place, boolean isFinal) {
        return new CrlLedger.Order(pki.issuing.crlIssuer(), place, pki.clock.instant(), isFinal);
    }

    @Test
    void everyKindIsReadByOpensslAndGnutls() throws Exception {
        set(new CrlPolicy(DAILY, PROMPT, 1, false, pki.clock.instant()));
        policies.set(ACTOR, pki.root.identity().id(), new CrlPolicy(DAILY, null, 0, true, null));
        revoke(issue("one.example"));
        pki.crls.issueAll(ACTOR);
        pki.crls.issue(ACTOR, issuing, "complete-delta");
        for (var crl : pki.newestCrls().entrySet()) {
            var issuer =
                    crl.getKey().startsWith(issuing.label())
                            ? pki.issuing.certificate()
                            : pki.root.certificate();
            var file =
                    Files.writeString(
                            folder.resolve("crl.pem"), Pem.encode("X509 CRL", crl.getValue()));
            var ca =
                    Files.writeString(
                            folder.resolve("ca.pem"), Pem.encode("CERTIFICATE", issuer.der()));
            assertThat(output("openssl", "crl", "-in", file, "-CAfile", ca, "-noout"))
                    .as(crl.getKey())
                    .contains("verify OK");
            if (crl.getKey().endsWith("-delta")) {
                // GnuTLS knows no deltas, and refuses them for their critical extension.
                continue;
            }
            assertThat(
                            output(
                                    "certtool",
                                    "--verify-crl",
                                    "--infile",
                                    file,
                                    "--load-ca-certificate",
                                    ca))
                    .as(crl.getKey())
                    .contains("Verified");
        }
        assertThat(pki.newestCrls()).hasSize(5);
    }

    private static String output(Object... command) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(Arrays.stream(command).map(Object::toString).toList())
                        .redirectErrorStream(true)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @Test
    void aCrlFollowsARevocationSoonAndTellsAllOfThatTime() {
        set(
                CrlPolicy.plain(
                        new CrlSchedule(
                                Duration.ofHours(12), Duration.ofDays(7), Duration.ofSeconds(30))));
        pki.crls.issueAll(ACTOR);
        assertThat(pki.crls.issueDue(ACTOR).issued()).isEmpty();
        var first = issue("first.example");
        var second = issue("second.example");
        revoke(first);
        pki.advance(Duration.ofSeconds(29));
        revoke(second);
        assertThat(pki.crls.issueDue(ACTOR).issued()).isEmpty();
        pki.advance(Duration.ofSeconds(1));
        assertThat(pki.crls.issueDue(ACTOR).issued())
                .singleElement()
                .satisfies(issued -> assertThat(issued.content().extent().entries()).isEqualTo(2));
        assertThat(pki.crls.issueDue(ACTOR).issued()).isEmpty();
    }

    @Test
    void aForecastBeginsWithTheEntriesOfItsScope() throws Exception {
        revoke(issue("before.example"));
        shardsServed();
        revoke(issue("after.example"));
        pki.crls.issueAll(ACTOR);
        var entries = entries(crl("shard-0")).size();
        assertThat(forecast("complete").points().getFirst().expected()).isEqualTo(2);
        assertThat(forecast("shard-0").points().getFirst().expected()).isEqualTo(entries);
        assertThat(forecast("shard-1").points().getFirst().expected()).isEqualTo(1 - entries);
        assertThat(forecast("shard-0").rate().perDay())
                .isEqualTo(forecast("complete").rate().perDay() / 2);
        assertThat(forecasts.forecast(ACTOR, ROLE, "complete-delta")).isEmpty();
    }

    @Test
    void whatIsKeptIsForecastToStay() {
        revoke(issue("short.example"));
        set(new CrlPolicy(DAILY, null, 0, false, pki.clock.instant()));
        var stays = forecast("complete").points().getLast();
        set(CrlPolicy.plain(DAILY));
        var leaves = forecast("complete").points().getLast();
        assertThat(stays.late()).isGreaterThanOrEqualTo(leaves.late() + 1);
    }

    private CrlForecast forecast(String place) {
        return forecasts.forecast(ACTOR, ROLE, place).orElseThrow();
    }

    @Test
    void expiredEntriesAreKeptWhereThePolicySaysSo() throws Exception {
        var certificate = issue("short.example");
        revoke(certificate);
        set(new CrlPolicy(DAILY, null, 0, false, pki.clock.instant()));
        pki.advance(Duration.ofDays(400));
        pki.crls.issue(ACTOR, issuing);
        pki.advance(Duration.ofDays(1));
        pki.crls.issue(ACTOR, issuing);
        assertThat(entries(crl("complete"))).hasSize(1);
        assertThat(crl("complete").getNonCriticalExtensionOIDs()).contains("2.5.29.60");
    }

    @Test
    void manyEntriesOfAllShapesAreOneCrlInOrder() throws Exception {
        var count = 30_000;
        pki.asOwner()
                .execute(
                        """
                        INSERT INTO certificate (generation_id, serial, profile, subject, names, not_before, not_after,
                            spki_sha256, tbs_sha256, intended_at, intended_by)
                        SELECT 2, CASE WHEN n % 100 = 0 THEN decode(lpad(to_hex(n + 65536), 8, '01'), 'hex')
                                ELSE '\\x01'::bytea || substr(sha256(int4send(n)), 1, 15) END,
                            'tls-server', 'CN=x', '{}', now(), '2030-01-01', '\\x00', '\\x00', now(), 'test'
                        FROM generate_series(1, {0}) AS n
                        """,
                        count);
        pki.asOwner()
                .execute(
                        """
                        INSERT INTO revocation (generation_id, serial, revoked_at, reason, invalidity_date, revoked_by, change)
                        SELECT 2, serial, timestamptz '2020-02-29 23:59:59Z' + get_byte(serial, 2) * interval '100 days',
                            (ARRAY[0, 1, 4])[1 + get_byte(serial, 3) % 3],
                            CASE WHEN get_byte(serial, 1) % 2 = 0 THEN timestamptz '1999-12-31 00:00:00Z' END,
                            'test', nextval('status_change')
                        FROM certificate WHERE profile = 'tls-server'
                        """);
        var issued = pki.crls.issue(ACTOR, issuing);
        assertThat(issued.content().extent().entries()).isEqualTo(count);
        assertThat(issued.octets()).isGreaterThan(1_000_000);
        var crl = crl("complete");
        crl.verify(key());
        assertThat(crl.getRevokedCertificates()).hasSize(count);
        var serials = new ArrayList<BigInteger>();
        var list = CertificateList.getInstance(crl.getEncoded()).getRevokedCertificateEnumeration();
        while (list.hasMoreElements()) {
            var entry = (TBSCertList.CRLEntry) list.nextElement();
            serials.add(entry.getUserCertificate().getValue());
        }
        assertThat(serials).isSorted();
        for (var row :
                pki.asOwner()
                        .fetch(
                                "SELECT serial, revoked_at, reason, invalidity_date FROM revocation LIMIT 500")) {
            var entry =
                    Objects.requireNonNull(
                            crl.getRevokedCertificate(new BigInteger(1, row.get(0, byte[].class))));
            assertThat(entry.getRevocationDate().toInstant()).isEqualTo(row.get(1, Instant.class));
            assertThat(entry.getRevocationReason())
                    .isEqualTo(
                            switch (row.get(2, Integer.class)) {
                                case 0 -> null;
                                case 1 -> CRLReason.KEY_COMPROMISE;
                                default -> CRLReason.SUPERSEDED;
                            });
            assertThat(entry.getExtensionValue("2.5.29.24") != null).isEqualTo(row.get(3) != null);
        }
        assertThat(
                        pki.asOwner()
                                .fetchValue(
                                        "SELECT count(*) FROM crl_piece WHERE number = "
                                                + issued.content().number().value()))
                .isEqualTo(2L + (issued.octets() + 512 * 1024 - 1) / (512 * 1024));
    }

    private void shardsServed() {
        set(new CrlPolicy(DAILY, null, 2, false, null));
        pki.crls.issueDue(ACTOR);
        nameServed.nameServed(ACTOR);
    }

    private void set(CrlPolicy policy) {
        assertThat(policies.set(ACTOR, issuing, policy)).isEqualTo(policy);
    }

    private X509Certificate issue(String host) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(
                                            pki.issue
                                                    .issue(
                                                            ACTOR,
                                                            "tls-server",
                                                            TestRequests.server(host))
                                                    .chain()
                                                    .getFirst()
                                                    .toArray()));
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }

    private void revoke(X509Certificate certificate) {
        revoke(certificate, RevocationReason.SUPERSEDED);
    }

    private void revoke(X509Certificate certificate, RevocationReason reason) {
        pki.revoke.revoke(
                ACTOR,
                new CertificateReference.BySerial(new SerialNumber(certificate.getSerialNumber())),
                reason,
                null);
    }

    private void hold(X509Certificate certificate) {
        revoke(certificate, RevocationReason.CERTIFICATE_HOLD);
    }

    private void release(X509Certificate certificate) {
        pki.asOwner()
                .execute(
                        "UPDATE revocation SET reason = 8, change = nextval('status_change') WHERE serial = {0}",
                        certificate.getSerialNumber().toByteArray());
    }

    private java.security.PublicKey key() throws Exception {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(pki.issuing.certificate().der().toArray()))
                .getPublicKey();
    }

    private static Set<String> named(List<X509Certificate> certificates) {
        return certificates.stream()
                .map(CrlScopesTest::namedBy)
                .collect(java.util.stream.Collectors.toSet());
    }

    private static String namedBy(X509Certificate certificate) {
        var points =
                CRLDistPoint.getInstance(
                        ASN1OctetString.getInstance(certificate.getExtensionValue("2.5.29.31"))
                                .getOctets());
        return uri(points.getDistributionPoints()[0].getDistributionPoint());
    }

    private static String uri(org.bouncycastle.asn1.x509.DistributionPointName name) {
        return org.bouncycastle.asn1.x509.GeneralNames.getInstance(name.getName())
                .getNames()[0]
                .getName()
                .toString();
    }

    private static IssuingDistributionPoint scopeOf(X509CRL crl) {
        return IssuingDistributionPoint.getInstance(
                ASN1OctetString.getInstance(crl.getExtensionValue(IDP)).getOctets());
    }

    private static String uriOf(X509CRL crl) {
        return uri(scopeOf(crl).getDistributionPoint());
    }

    private X509CRL crl(String place) throws CertificateException, CRLException {
        return crl(issuing, place);
    }

    private X509CRL crl(GenerationId generation, String place)
            throws CertificateException, CRLException {
        var der = Objects.requireNonNull(pki.newestCrls().get(generation.label() + "/" + place));
        return (X509CRL)
                CertificateFactory.getInstance("X.509")
                        .generateCRL(new ByteArrayInputStream(der.toArray()));
    }

    private static Set<? extends X509CRLEntry> entries(X509CRL crl) {
        return Objects.requireNonNullElse(crl.getRevokedCertificates(), Set.of());
    }

    private static SerialNumber serial(long value) {
        return new SerialNumber(BigInteger.valueOf(value));
    }
}
