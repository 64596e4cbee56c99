package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.caa.CaaIdentities;
import org.lineageca.ca.caa.dns.DnsCaaLookup;
import org.lineageca.ca.caa.dns.TestDns;
import org.lineageca.ca.caa.dns.TestDns.Conduct;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.profile.ProfileReader;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.octets.Octets;

/** Certificates whose profile asks the DNS (RFC 8659). */
class CaaTest {

    private static final String PROFILE = "public";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static TestPki pki;

    private TestDns dns;
    private DnsCaaLookup lookup;
    private IssueCertificate issue;

    @BeforeAll
    static void create() {
        pki = new TestPki();
        var yaml =
                ReadyMade.derive(
                                PROFILE,
                                CertificateTemplate.TLS_SERVER,
                                TestPki.LINEAGE,
                                Duration.ofDays(30),
                                false)
                        .yaml()
                        .replace("caa: no", "caa: yes");
        pki.authorities.add(ProfileReader.read(yaml), pki.clock.instant(), ACTOR);
    }

    @BeforeEach
    void start() {
        dns = TestDns.start();
        lookup = new DnsCaaLookup(dns.address(), PATIENCE.dividedBy(2));
        issue =
                issuing(
                        new CheckCaa(
                                new CaaIdentities(Set.of("ca.example.net")), lookup, PATIENCE));
    }

    @AfterEach
    void stop() {
        lookup.close();
        dns.close();
    }

    private static IssueCertificate issuing(CheckCaa caa) {
        return new IssueCertificate(
                new PrepareCertificate(
                        pki.authorities,
                        pki.perform,
                        new AdmitRequest(pki.guard, pki.screen, caa),
                        pki.clock,
                        new SecureRandom()),
                pki.sign);
    }

    private static Octets request(String... hosts) throws Exception {
        var names = new GeneralName[hosts.length + 1];
        for (var i = 0; i < hosts.length; i++) {
            names[i] = new GeneralName(GeneralName.dNSName, hosts[i]);
        }
        names[hosts.length] = new GeneralName(GeneralName.iPAddress, "192.0.2.1");
        return TestRequests.request(TestRequests.ec("secp256r1"), "SHA256withECDSA", "", names);
    }

    /** With nothing on record, and nothing signed. */
    private void refuses(IssueCertificate by, Octets request, Refusal refusal, String... why) {
        var promised = promised();
        var signed = pki.signer.digests().size();
        var refused =
                catchThrowableOfType(
                        RefusedException.class, () -> by.issue(ACTOR, PROFILE, request));
        assertThat(refused.refusal()).isEqualTo(refusal);
        assertThat(refused)
                .hasMessageContaining("Nothing was issued.")
                .hasMessageContainingAll(why);
        assertThat(promised()).isEqualTo(promised);
        assertThat(pki.signer.digests()).hasSize(signed);
    }

    private static int promised() {
        return pki.asOwner().fetchSingle("SELECT count(*) FROM certificate").get(0, Integer.class);
    }

    @Test
    void whatIsPermittedIsIssuedAndWhatWasFoundIsInTheAuditTrail() throws Exception {
        dns.add("example.org", 0, "issue", "ca.example.net; ");
        var issued = issue.issue(ACTOR, PROFILE, request("www.example.org", "*.free.example"));
        assertThat(
                        pki.asOwner()
                                .fetchSingle(
                                        "SELECT details->>'found' FROM audit_event WHERE kind = 'CaaChecked' AND details->>'serial' = '%s'"
                                                .formatted(issued.serial().hex()))
                                .get(0, String.class))
                .isEqualTo(
                        "www.example.org: example.org CAA 0 issue \"ca.example.net; \"; *.free.example: none");
        assertThat(dns.asked())
                .containsExactlyInAnyOrder(
                        "www.example.org", "example.org", "free.example", "example");
    }

    @Test
    void oneNameThatIsNotPermittedStopsTheCertificate() throws Exception {
        dns.add("example.org", 0, "issue", "ca.example.net");
        dns.add("example.com", 0, "issue", "other.example");
        refuses(
                issue,
                request("www.example.org", "www.example.com"),
                Refusal.CAA_FORBIDS,
                "www.example.com",
                "example.com has CAA 0 issue \"other.example\"");
    }

    @Test
    void wildcardsHaveRulesOfTheirOwn() throws Exception {
        dns.add("example.org", 0, "issue", "ca.example.net");
        dns.add("example.org", 0, "issuewild", ";");
        refuses(issue, request("*.example.org"), Refusal.CAA_FORBIDS, "*.example.org");
        issue.issue(ACTOR, PROFILE, request("www.example.org"));
    }

    @Test
    void whereItCannotBeToldNothingIsIssuedUntilItCan() throws Exception {
        dns.conduct("example.org", Conduct.SERVFAIL);
        var request = request("www.example.org");
        refuses(
                issue,
                request,
                Refusal.CAA_UNANSWERED,
                "CAA records of example.org",
                "SERVFAIL",
                "Try again");
        dns.conduct("example.org", Conduct.HONEST);
        issue.issue(ACTOR, PROFILE, request);
    }

    @Test
    void aResolverThatIsSilentHoldsARequestUpForABoundedTime() throws Exception {
        dns.conduct("example.org", Conduct.SILENT);
        refuses(
                issuing(
                        new CheckCaa(
                                new CaaIdentities(Set.of("ca.example.net")),
                                lookup,
                                Duration.ofMillis(300))),
                request("a.example.org", "b.example.org"),
                Refusal.CAA_UNANSWERED,
                "holders of all domains");
    }

    @Test
    void aProfileThatAsksIssuesNothingWhereNobodyCanBeAsked() throws Exception {
        refuses(
                issuing(CheckCaa.notConfigured()),
                request("www.example.org"),
                Refusal.CANNOT_ISSUE,
                "caa.yml");
        assertThat(issuing(CheckCaa.notConfigured()).issue(ACTOR, PROFILE, request()).chain())
                .isNotEmpty();
    }

    @Test
    void otherProfilesDoNotAsk() throws Exception {
        dns.add("example.org", 0, "issue", ";");
        issue.issue(ACTOR, "tls-server", request("www.example.org"));
        assertThat(dns.asked()).isEmpty();
    }
}
