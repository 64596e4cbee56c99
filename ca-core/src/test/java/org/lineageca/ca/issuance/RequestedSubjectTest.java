package org.lineageca.ca.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lineageca.ca.profile.ProfileReader;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.octets.Octets;

/** Requests against the rules of profiles. */
class RequestedSubjectTest {

    private static final KeyPair KEYS = TestContents.keys();

    /**
     * A request and a ready-made document with a rule that refuses it.
     *
     * @param path of the rule
     */
    record Case(
            ReadyMade document,
            String instead,
            String rule,
            Octets request,
            Refusal refusal,
            String complaint,
            String path) {

        ProfileRules rules() {
            var yaml = document.yaml();
            assertThat(yaml).contains(instead);
            return ProfileReader.read(yaml.replace(instead, rule)).profile().rules();
        }
    }

    private static Case client(
            String rule, String subject, String complaint, String path, GeneralName... names) {
        return new Case(
                ReadyMade.TLS_CLIENT,
                "CN: {required: yes, longest: 64}",
                rule,
                request(subject, names),
                Refusal.UNACCEPTABLE_NAMES,
                complaint,
                path);
    }

    private static Case server(String instead, String rule, String host, String complaint) {
        return new Case(
                ReadyMade.TLS_SERVER,
                instead,
                rule,
                request("", dns(host)),
                Refusal.UNACCEPTABLE_NAMES,
                complaint,
                "profile.names");
    }

    private static Octets request(String subject, GeneralName... names) {
        return TestRequests.request(KEYS, "SHA256withECDSA", subject, names);
    }

    private static GeneralName dns(String host) {
        return new GeneralName(GeneralName.dNSName, host);
    }

    static List<Case> refused() throws GeneralSecurityException {
        return Stream.of(subjects(), names(), keys()).flatMap(List::stream).toList();
    }

    private static List<Case> subjects() {
        var cn = "CN: {required: yes, longest: 5}";
        var path = "profile.subject.attributes.CN";
        return List.of(
                client(cn, "O=Example", "has no CN", path),
                client(cn, "CN=a,CN=b", "2 values of CN", path),
                client(cn, "CN=abcdef", "6 characters; at most 5", path),
                client("CN: {fixed: one}", "CN=two", "'two' is not 'one'", path),
                client(
                        "CN: {required: yes, pattern: 'host [0-9]+'}",
                        "CN=host x",
                        "does not match",
                        path),
                // Each more letter doubles the ways to fail.
                client(
                        "CN: {required: yes, pattern: '(a+)+b'}",
                        "CN=" + "a".repeat(60),
                        "does not match",
                        path),
                client(
                        "C: {required: yes}",
                        "C=de",
                        "two capital letters",
                        "profile.subject.attributes.C"),
                new Case(
                        ReadyMade.TLS_CLIENT,
                        "others: leave-out",
                        "others: refuse",
                        request("CN=a,O=Example"),
                        Refusal.UNACCEPTABLE_NAMES,
                        "attribute O, which is not among",
                        "profile.subject"));
    }

    private static List<Case> names() {
        var open = "# permitted-suffixes: [example.org]";
        return List.of(
                server(open, "permitted-suffixes: [example.org]", "example.net", "not within"),
                server(open, "permitted-suffixes: [example.org]", "badexample.org", "not within"),
                server(open, "permitted-suffixes: [.example.org]", "example.org", "not within"),
                server("  wildcard: yes", "  wildcard: no", "*.example.org", "has a wildcard"),
                server("kinds: [dns, ip]", "kinds: [ip]", "example.org", "kind that is not"),
                server("at-least: 1", "at-least: 2", "example.org", "allowed are at least 2"),
                new Case(
                        ReadyMade.S_MIME,
                        "# permitted-suffixes: [example.org]",
                        "permitted-suffixes: [example.org]",
                        request("CN=a", new GeneralName(GeneralName.rfc822Name, "ada@example.net")),
                        Refusal.UNACCEPTABLE_NAMES,
                        "'email:ada@example.net' is not within example.org",
                        "profile.names"),
                new Case(
                        ReadyMade.S_MIME,
                        "at-most: 10",
                        "at-most: 10",
                        request("CN=a"),
                        Refusal.UNACCEPTABLE_NAMES,
                        "it asks for 0 alternative names; allowed are at least 1",
                        "profile.names"));
    }

    private static List<Case> keys() throws GeneralSecurityException {
        var rsa = TestRequests.request(TestRequests.rsa(2048), "SHA256withRSA", "CN=Publisher");
        return List.of(
                new Case(
                        ReadyMade.CODE_SIGNING,
                        "from: 3072",
                        "from: 3072",
                        rsa,
                        Refusal.UNACCEPTABLE_KEY,
                        "RSA of 2048 bits; allowed is EC on P256, P384, P521 and RSA of 3072 to",
                        "profile.keys"),
                new Case(
                        ReadyMade.CODE_SIGNING,
                        "  rsa: {from: 3072, to: 8192}\n",
                        "",
                        rsa,
                        Refusal.UNACCEPTABLE_KEY,
                        "RSA of 2048 bits; allowed is EC on",
                        "profile.keys"),
                new Case(
                        ReadyMade.TLS_CLIENT,
                        "[P256, P384, P521]",
                        "[P384]",
                        request("CN=a"),
                        Refusal.UNACCEPTABLE_KEY,
                        "EC on P256; allowed is EC on P384",
                        "profile.keys"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatARuleDoesNotAllowIsRefusedAndTheRuleNamed(Case broken) {
        var rules = broken.rules();
        var parsed = CertificationRequest.parse(broken.request());
        var refusal =
                catchThrowableOfType(
                        RefusedException.class, () -> RequestedSubject.of(parsed, rules));
        assertThat(refusal).as(broken.complaint()).isNotNull();
        assertThat(refusal.refusal()).isEqualTo(broken.refusal());
        assertThat(refusal)
                .hasMessageContaining(broken.complaint())
                .hasMessageContaining("So says " + broken.path() + " (line ")
                .hasMessageEndingWith("Nothing was issued.");
    }

    @Test
    void attributesComeInTheOrderOfTheProfileAndThoseItDoesNotListAreLeftOut() {
        var rules =
                ProfileReader.read(
                                ReadyMade.TLS_CLIENT
                                        .yaml()
                                        .replace(
                                                "CN: {required: yes, longest: 64}",
                                                "C: {fixed: DE}\n    OU: {required: no}\n    CN: {required: yes}"))
                        .profile()
                        .rules();
        var parsed =
                CertificationRequest.parse(request("CN=host 7,L=Somewhere,OU=One", dns("a.org")));
        var subject = RequestedSubject.of(parsed, rules);
        assertThat(subject.subject().toString()).isEqualTo("CN=host 7,OU=One,C=DE");
        assertThat(subject.names()).hasSize(1);
    }
}
