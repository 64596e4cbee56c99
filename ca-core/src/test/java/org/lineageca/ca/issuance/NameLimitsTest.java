package org.lineageca.ca.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.x509.AlternativeNames;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.octets.Octets;

/** Name constraints, with PKIX of the JDK as second opinion. */
class NameLimitsTest {

    private static final int CASES = 400;
    private static final TestCa ROOT = new TestCa("CN=Root");
    private static final TestCa CA = new TestCa("CN=Below");
    private static final CaCertificate ANCHOR = ROOT.certifiedBy(ROOT, TestCa.TO);

    private static final List<String> HOSTS =
            List.of(
                    "org",
                    "example.org",
                    "a.example.org",
                    "b.a.example.org",
                    "badexample.org",
                    "a.org");
    private static final List<String> NETWORKS =
            List.of("192.0.2.0/24", "192.0.2.128/25", "10.0.0.0/8", "2001:db8::/32");
    private static final List<String> ADDRESSES =
            List.of("c0000201", "c00002c8", "0a000001", "20010db8000000000000000000000001");
    private static final List<String> SUBJECTS =
            List.of(
                    "",
                    "O=Example",
                    "O=Example,OU=One",
                    "O=Example,OU=One,CN=ada",
                    "O=example,CN=b",
                    "OU=One");

    private record Names(DistinguishedName subject, List<AlternativeName> alternatives) {}

    /** Both read the forms of RFC 5280 in the same way where something is permitted. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void permitsWhatTheJdkPermits(long seed) throws Exception {
        System.out.println("seed " + seed);
        var random = new SplittableRandom(seed);
        var refusals = 0;
        for (var i = 0; i < CASES; i++) {
            var permitted = constraints(random);
            var ca = certified(permitted, List.of());
            var names = names(random);
            var problem = problem(ca, names);
            assertThat(problem.isPresent())
                    .as("%s under %s: %s", names, texts(permitted), problem)
                    .isEqualTo(refusedByJdk(ca, names));
            refusals += problem.isPresent() ? 1 : 0;
        }
        assertThat(refusals).isBetween(CASES / 10, CASES * 9 / 10);
    }

    /** Where something is excluded, no verifier refuses what is issued. */
    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void refusesWhatTheJdkRefuses(long seed) throws Exception {
        System.out.println("seed " + seed);
        var random = new SplittableRandom(seed);
        var refusals = 0;
        var issued = 0;
        for (var i = 0; i < CASES; i++) {
            var permitted = random.nextBoolean() ? constraints(random) : List.<GeneralName>of();
            var excluded = constraints(random);
            var ca = certified(permitted, excluded);
            var names = names(random);
            if (problem(ca, names).isEmpty()) {
                issued++;
                assertThat(refusedByJdk(ca, names))
                        .as("%s under %s without %s", names, texts(permitted), texts(excluded))
                        .isFalse();
            } else {
                refusals++;
            }
        }
        assertThat(refusals).isGreaterThan(CASES / 10);
        assertThat(issued).isGreaterThan(CASES / 10);
    }

    /** Beyond what RFC 5280 asks, or where it leaves something open. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permitted | 2 | .example.org | example.org | refused",
                "permitted | 2 | .example.org | a.example.org | issued",
                "excluded | 2 | .example.org | example.org | refused",
                "excluded | 2 | .example.org | a.example.org | refused",
                "excluded | 2 | a.example.org | *.example.org | refused",
                "excluded | 2 | a.example.org | b.example.org | issued",
                "permitted | 2 | EXAMPLE.org | a.example.org | issued",
                "excluded | 1 | example.org | ada@a.example.org | refused",
                "excluded | 6 | example.org | https://a.example.org/ | refused",
                "excluded | 6 | example.org | https://192.0.2.1/ | refused",
                "permitted | 6 | example.org | https://[2001:db8::1]/ | refused",
                "permitted | 6 | .example.org | https://a.EXAMPLE.org:8443/x | issued"
            })
    void readsWhatIsOpenAsStrictlyAsAnyVerifier(
            String how, int kind, String constraint, String name, String outcome) {
        var base = List.of(new GeneralName(kind, constraint));
        var ca = how.equals("permitted") ? certified(base, List.of()) : certified(List.of(), base);
        var alternative =
                switch (kind) {
                    case GeneralName.dNSName -> new AlternativeName.Dns(name);
                    case GeneralName.rfc822Name -> new AlternativeName.Email(name);
                    default -> new AlternativeName.Uri(name);
                };
        assertThat(problem(ca, new Names(DistinguishedName.of(""), List.of(alternative))))
                .matches(problem -> problem.isPresent() == outcome.equals("refused"));
    }

    /** The JDK and OpenSSL hold such a common name against the constraints on DNS names. */
    @ParameterizedTest
    @CsvSource({
        "www.example.net, refused",
        "www.example.org, issued",
        "Ada Lovelace, issued",
        "ada, refused",
        "192.0.2.1, issued"
    })
    void aCommonNameThatCouldBeAHostIsOne(String commonName, String outcome) {
        var ca = certified(List.of(new GeneralName(GeneralName.dNSName, "example.org")), List.of());
        assertThat(problem(ca, new Names(DistinguishedName.ofCommonName(commonName), List.of())))
                .matches(problem -> problem.isPresent() == outcome.equals("refused"));
    }

    private static CaCertificate certified(
            List<GeneralName> permitted, List<GeneralName> excluded) {
        return CA.certifiedBy(
                ROOT,
                TestCa.TO,
                new TestCa.Added(
                        Extension.nameConstraints,
                        new NameConstraints(subtrees(permitted), subtrees(excluded))));
    }

    private static GeneralSubtree @Nullable [] subtrees(List<GeneralName> names) {
        return names.isEmpty()
                ? null
                : names.stream().map(GeneralSubtree::new).toArray(GeneralSubtree[]::new);
    }

    private static List<String> texts(List<GeneralName> names) {
        return names.stream().map(GeneralName::toString).toList();
    }

    private static <T> T any(RandomGenerator random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** One to three, of any kinds; a directory name is not empty. */
    private static List<GeneralName> constraints(RandomGenerator random) {
        var constraints = new ArrayList<GeneralName>();
        for (var i = random.nextInt(1, 4); i > 0; i--) {
            var host = any(random, HOSTS);
            var dotted = random.nextBoolean() ? "." + host : host;
            constraints.add(
                    switch (random.nextInt(5)) {
                        case 0 -> new GeneralName(GeneralName.dNSName, host);
                        case 1 ->
                                new GeneralName(
                                        GeneralName.rfc822Name,
                                        random.nextInt(3) == 0 ? "ada@" + host : dotted);
                        case 2 -> new GeneralName(GeneralName.uniformResourceIdentifier, dotted);
                        case 3 -> new GeneralName(GeneralName.iPAddress, any(random, NETWORKS));
                        default ->
                                new GeneralName(
                                        new X500Name(
                                                any(random, SUBJECTS.subList(1, SUBJECTS.size()))));
                    });
        }
        return constraints;
    }

    private static Names names(RandomGenerator random) {
        var names = new ArrayList<AlternativeName>();
        for (var i = random.nextInt(1, 3); i > 0; i--) {
            var host = any(random, HOSTS);
            names.add(
                    switch (random.nextInt(5)) {
                        case 0 -> new AlternativeName.Dns(host);
                        case 1 -> new AlternativeName.Dns("*." + host);
                        case 2 ->
                                new AlternativeName.Email(
                                        (random.nextBoolean() ? "ada@" : "Ada@") + host);
                        case 3 -> new AlternativeName.Uri("https://" + host + "/path");
                        default -> new AlternativeName.Ip(Octets.ofHex(any(random, ADDRESSES)));
                    });
        }
        return new Names(DistinguishedName.read(new X500Name(any(random, SUBJECTS))), names);
    }

    private static Optional<String> problem(CaCertificate ca, Names names) {
        var extensions =
                Certificate.getInstance(ca.der().toArray()).getTBSCertificate().getExtensions();
        return NameLimits.of(extensions).problem(names.subject, names.alternatives);
    }

    private static boolean refusedByJdk(CaCertificate ca, Names names) throws Exception {
        var subject = X500Name.getInstance(names.subject.der().toArray());
        var builder = CA.builder(subject);
        builder.addExtension(
                Extension.subjectAlternativeName,
                subject.size() == 0,
                AlternativeNames.write(names.alternatives));
        var factory = CertificateFactory.getInstance("X.509");
        var leaf = parsed(factory, Octets.of(CA.sign(builder).getEncoded()));
        var path = factory.generateCertPath(List.of(leaf, parsed(factory, ca.der())));
        var parameters =
                new PKIXParameters(Set.of(new TrustAnchor(parsed(factory, ANCHOR.der()), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(TestCa.FROM.plusSeconds(1)));
        try {
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return false;
        } catch (CertPathValidatorException refused) {
            assertThat(refused.getReason())
                    .as("%s: %s", names, refused)
                    .isEqualTo(PKIXReason.INVALID_NAME);
            return true;
        }
    }

    private static X509Certificate parsed(CertificateFactory factory, Octets der)
            throws GeneralSecurityException {
        return (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(der.toArray()));
    }
}
