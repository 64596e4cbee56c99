package org.lineageca.ca.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertPolicyId;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyMappings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.issuance.TestCa.Added;
import org.lineageca.ca.profile.ProfileReader;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;

/** What CAs above allow. Each chain is the issuing CA, the policy CA, the root. */
class ChainLimitsTest {

    private static final TestCa ROOT = new TestCa("CN=Root");
    private static final TestCa POLICY = new TestCa("CN=Policy");
    private static final TestCa ISSUING = new TestCa("CN=Issuing");
    private static final String ONE = "1.3.6.1.4.1.99999.1";
    private static final String TWO = "1.3.6.1.4.1.99999.2";
    private static final Added[] NOTHING = {};

    private static Added[] with(Added... extensions) {
        return extensions;
    }

    private static Added purposes(KeyPurposeId... purposes) {
        return new Added(Extension.extendedKeyUsage, new ExtendedKeyUsage(purposes));
    }

    private static Added policies(String... oids) {
        return new Added(
                Extension.certificatePolicies,
                new CertificatePolicies(
                        Arrays.stream(oids)
                                .map(ASN1ObjectIdentifier::new)
                                .map(PolicyInformation::new)
                                .toArray(PolicyInformation[]::new)));
    }

    /** After so many more CAs, each certificate must have an acceptable policy. */
    private static Added explicitPolicy(int after) {
        return new Added(
                Extension.policyConstraints,
                new PolicyConstraints(BigInteger.valueOf(after), null));
    }

    private static Added permitted(String host) {
        return new Added(
                Extension.nameConstraints,
                new NameConstraints(
                        new GeneralSubtree[] {
                            new GeneralSubtree(new GeneralName(GeneralName.dNSName, host))
                        },
                        null));
    }

    private static ChainLimits chain(Added[] root, Added[] policy, Added[] issuing) {
        return ChainLimits.of(
                List.of(
                        ISSUING.certifiedBy(POLICY, TestCa.TO, issuing),
                        POLICY.certifiedBy(ROOT, TestCa.TO, policy),
                        ROOT.certifiedBy(ROOT, TestCa.TO, root)));
    }

    private static CertificateContent server(String... policies) {
        var list = String.join(", ", Arrays.stream(policies).map("{oid: %s}"::formatted).toList());
        return content(
                ReadyMade.TLS_SERVER.yaml().replace("policies: []", "policies: [" + list + "]"),
                "http://ocsp.example");
    }

    private static CertificateContent content(String yaml, @Nullable String ocsp) {
        return TestContents.leaf(
                TestContents.issuer("CN=Issuing", ocsp),
                ProfileReader.read(yaml).profile(),
                DistinguishedName.of(""),
                List.of(new AlternativeName.Dns("www.example.org")));
    }

    private static void refused(
            ChainLimits limits, CertificateContent content, Refusal why, String... complaints) {
        var refusal = catchThrowableOfType(RefusedException.class, () -> limits.check(content));
        assertThat(refusal).as(String.join(", ", complaints)).isNotNull();
        assertThat(refusal.refusal()).isEqualTo(why);
        assertThat(refusal).hasMessageContainingAll(complaints);
    }

    @Test
    void aChainThatSaysNothingLimitsNothing() {
        chain(NOTHING, NOTHING, NOTHING).check(server());
        chain(NOTHING, NOTHING, NOTHING).check(server(ONE));
    }

    @Test
    void aPurposeIsThatOfEachCaAbove() {
        var serves = with(purposes(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_codeSigning));
        var asks = with(purposes(KeyPurposeId.id_kp_clientAuth));
        chain(serves, serves, serves).check(server());
        chain(NOTHING, with(purposes(KeyPurposeId.anyExtendedKeyUsage)), serves).check(server());
        for (var limits :
                List.of(
                        chain(NOTHING, NOTHING, asks),
                        chain(NOTHING, asks, serves),
                        chain(asks, NOTHING, NOTHING))) {
            refused(limits, server(), Refusal.CANNOT_ISSUE, "serverAuth", "clientAuth", "CN=");
        }
    }

    @Test
    void aPolicyIsThatOfEachCaAbove() {
        var one = with(policies(ONE));
        var both = with(policies(ONE, TWO));
        var any = with(policies("2.5.29.32.0"));
        chain(NOTHING, both, one).check(server(ONE));
        chain(NOTHING, any, one).check(server(ONE));
        chain(NOTHING, one, any).check(server(ONE));
        chain(NOTHING, one, one).check(server());
        refused(chain(NOTHING, NOTHING, one), server(TWO), Refusal.CANNOT_ISSUE, TWO, ONE);
        refused(chain(NOTHING, one, both), server(ONE, TWO), Refusal.CANNOT_ISSUE, TWO);
        refused(chain(NOTHING, one, with(policies(TWO))), server(TWO), Refusal.CANNOT_ISSUE, TWO);
    }

    @Test
    void aMappedPolicyIsTheOneBelow() {
        var mapping =
                new PolicyMappings(
                        new CertPolicyId[] {
                            CertPolicyId.getInstance(new ASN1ObjectIdentifier(ONE))
                        },
                        new CertPolicyId[] {
                            CertPolicyId.getInstance(new ASN1ObjectIdentifier(TWO))
                        });
        var limits =
                chain(
                        NOTHING,
                        with(policies(ONE), new Added(Extension.policyMappings, mapping)),
                        with(policies(TWO)));
        limits.check(server(TWO));
        refused(limits, server(ONE), Refusal.CANNOT_ISSUE, ONE);
    }

    @Test
    void wherePoliciesAreRequiredThereIsOne() {
        for (var limits :
                List.of(
                        chain(NOTHING, NOTHING, with(explicitPolicy(0))),
                        chain(NOTHING, NOTHING, with(explicitPolicy(1))),
                        chain(NOTHING, with(explicitPolicy(2)), NOTHING),
                        chain(with(explicitPolicy(3)), NOTHING, NOTHING))) {
            refused(limits, server(), Refusal.CANNOT_ISSUE, "requires a policy");
            limits.check(server(ONE));
        }
        chain(NOTHING, NOTHING, with(explicitPolicy(2))).check(server());
        chain(NOTHING, with(explicitPolicy(3)), NOTHING).check(server());
    }

    @Test
    void namesAreWithinWhatEachCaPermits() {
        chain(NOTHING, with(permitted("org")), with(permitted("example.org"))).check(server());
        for (var limits :
                List.of(
                        chain(NOTHING, with(permitted("example.net")), NOTHING),
                        chain(NOTHING, with(permitted("example.org")), with(permitted("a.org"))),
                        chain(with(permitted("example.net")), NOTHING, NOTHING))) {
            refused(
                    limits,
                    server(),
                    Refusal.UNACCEPTABLE_NAMES,
                    "dns:www.example.org",
                    "nameConstraints of CN=",
                    "Nothing was issued");
        }
    }

    private static Added pathLength(int length) {
        return new Added(Extension.basicConstraints, new BasicConstraints(length));
    }

    private static CertificateContent ca(
            String name, @Nullable Integer length, List<String> policies, String... permitted) {
        return new CertificateContent(
                TestContents.issuer("CN=Issuing", null).identity(),
                TestContents.issuer("CN=Issuing", null),
                "issuing-ca",
                CertificateTemplate.ISSUING_CA,
                TestContents.SERIAL,
                DistinguishedName.of(name),
                TestContents.CA_KEY,
                List.of(),
                new CaConstraints(length, policies, List.of(permitted)),
                TestContents.NOW,
                TestContents.NOW.plus(Duration.ofDays(30)));
    }

    @Test
    void aCaStandsWhereThePathLengthsOfAllAboveLeaveRoom() {
        var issuing = ca("CN=New", 0, List.of());
        chain(NOTHING, NOTHING, NOTHING).check(ca("CN=New", null, List.of()));
        chain(with(pathLength(3)), with(pathLength(2)), with(pathLength(1))).check(issuing);
        for (var limits :
                List.of(
                        chain(NOTHING, NOTHING, with(pathLength(0))),
                        chain(NOTHING, with(pathLength(1)), NOTHING),
                        chain(with(pathLength(2)), NOTHING, NOTHING))) {
            refused(limits, issuing, Refusal.CANNOT_ISSUE, "no CA may stand", "4.2.1.9");
        }
        for (var length : Arrays.asList(null, 1)) {
            refused(
                    chain(NOTHING, with(pathLength(2)), NOTHING),
                    ca("CN=New", length, List.of()),
                    Refusal.CANNOT_ISSUE,
                    "CN=Policy",
                    "must be at most 0");
        }
    }

    @Test
    void aCaPermitsNoNamesThatOneAboveDoesNot() {
        var limits = chain(NOTHING, with(permitted("example.org")), NOTHING);
        limits.check(ca("CN=New", 0, List.of()));
        limits.check(ca("CN=example.net", 0, List.of(), "a.example.org", "example.org"));
        for (var outside : List.of("example.net", "anexample.org", "org")) {
            refused(
                    limits,
                    ca("CN=New", 0, List.of(), "example.org", outside),
                    Refusal.CANNOT_ISSUE,
                    "CN=Policy",
                    "cannot permit " + outside);
        }
        var excluded =
                new NameConstraints(
                        null,
                        new GeneralSubtree[] {
                            new GeneralSubtree(
                                    new GeneralName(GeneralName.dNSName, "secret.example.org"))
                        });
        refused(
                chain(with(new Added(Extension.nameConstraints, excluded)), NOTHING, NOTHING),
                ca("CN=New", 0, List.of(), "a.secret.example.org"),
                Refusal.UNACCEPTABLE_NAMES,
                "a.secret.example.org",
                "CN=Root");
    }

    @Test
    void aCaIsNamedAsTheCasAbovePermit() {
        var within =
                new NameConstraints(
                        new GeneralSubtree[] {
                            new GeneralSubtree(new GeneralName(new X500Name("O=Ours")))
                        },
                        null);
        var limits = chain(NOTHING, with(new Added(Extension.nameConstraints, within)), NOTHING);
        limits.check(ca("CN=New,O=Ours", 0, List.of()));
        refused(
                limits,
                ca("CN=New,O=Theirs", 0, List.of()),
                Refusal.UNACCEPTABLE_NAMES,
                "CN=New,O=Theirs",
                "CN=Policy");
    }

    @Test
    void aCaHasThePoliciesOfThoseAbove() {
        var one = chain(NOTHING, with(policies(ONE)), NOTHING);
        one.check(ca("CN=New", 0, List.of(ONE)));
        one.check(ca("CN=New", 0, List.of("2.5.29.32.0")));
        refused(one, ca("CN=New", 0, List.of(TWO)), Refusal.CANNOT_ISSUE, TWO, ONE);
    }

    @Test
    void nothingOutlivesACaAbove() {
        var soon = TestContents.NOW.plus(Duration.ofDays(60));
        var root = ROOT.certifiedBy(ROOT, TestCa.TO);
        var policy = POLICY.certifiedBy(ROOT, soon);
        var issuing = ISSUING.certifiedBy(POLICY, TestCa.TO);
        List<List<CaCertificate>> chains =
                List.of(
                        List.of(issuing, policy, root),
                        List.of(ISSUING.certifiedBy(POLICY, soon), root),
                        List.of(issuing, ROOT.certifiedBy(ROOT, soon)));
        for (var above : chains) {
            refused(
                    ChainLimits.of(above),
                    server(),
                    Refusal.CANNOT_ISSUE,
                    "it would be valid from",
                    soon.toString());
        }
    }

    @Test
    void whatMustBeStapledHasAResponder() {
        var yaml = ReadyMade.TLS_SERVER.yaml().replace("must-staple: no", "must-staple: yes");
        var limits = chain(NOTHING, NOTHING, NOTHING);
        limits.check(content(yaml, "http://ocsp.example"));
        refused(limits, content(yaml, null), Refusal.CANNOT_ISSUE, "must-staple");
    }
}
