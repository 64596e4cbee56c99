package org.lineageca.ca.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.ExtensionRules.Policy;
import org.lineageca.ca.issuance.Reissue;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.lineageca.ca.yaml.Place;

class ProfileReaderTest {

    /**
     * A ready-made document with something wrong in it.
     *
     * @param with a caret stands where the complaint is expected
     */
    record Broken(ReadyMade document, String instead, String with, String complaint) {
        String yaml() {
            var yaml = document.yaml();
            assertThat(yaml).contains(instead);
            return yaml.replace(instead, with);
        }
    }

    static Stream<ReadyMade> requested() {
        return Arrays.stream(ReadyMade.values())
                .filter(document -> document.template().isRequested());
    }

    @ParameterizedTest
    @MethodSource("requested")
    void readsEachDocumentThatIsShipped(ReadyMade document) {
        var profile = ProfileReader.read(document.yaml()).profile();
        assertThat(profile.name()).isEqualTo(document.text());
        assertThat(profile.version()).isEqualTo(1);
        assertThat(profile.template()).isEqualTo(document.template());
    }

    /** What stands there as a comment can be had by taking the hash away. */
    @ParameterizedTest
    @MethodSource("requested")
    void readsWhatIsShippedAsAComment(ReadyMade document) {
        var all = document.yaml().replaceAll("(?m)^( +)# ([A-Za-z-]+: [{\\[].*)$", "$1$2");
        if (!document.name().equals("CODE_SIGNING")) {
            assertThat(all).isNotEqualTo(document.yaml());
        }
        assertThat(ProfileReader.read(all).profile().name()).isEqualTo(document.text());
    }

    @ParameterizedTest
    @MethodSource("requested")
    void whatADocumentLeavesOutIsAsInTheShippedOne(ReadyMade document) {
        var template = document.template();
        var shortest =
                """
                profile: short
                version: 7
                template: %s
                lineage: servers
                validity: 30d
                """
                        .formatted(template.text());
        var profile = ProfileReader.read(shortest).profile();
        assertThat(profile.rules()).isEqualTo(ReadyMade.of(template).rules());
        assertThat(profile.shortens()).isFalse();
        assertThat(profile.reissue()).isEqualTo(Reissue.BY_SUBSCRIBER);
        assertThat(profile.version()).isEqualTo(7);
        assertThat(profile.validity()).hasDays(30);
    }

    @Test
    void aDerivedDocumentKeepsTheCommentsAndTakesWhatTheShortFormSays() {
        var document =
                ReadyMade.derive(
                        "officer",
                        CertificateTemplate.TLS_CLIENT,
                        "people",
                        Duration.ofHours(36),
                        true);
        assertThat(document.yaml())
                .startsWith("# People who sign in to the console.")
                .contains("\nlineage: people\n", "\nvalidity: 36h\n", "\nbeyond-issuer: shorten\n");
        assertThat(document.profile().validity()).hasHours(36);
        assertThat(document.profile().shortens()).isTrue();
        assertThat(ProfileReader.read(document.yaml())).isEqualTo(document);
        assertThat(document.sha256().length()).isEqualTo(32);
    }

    @Test
    void readsAllThatADocumentCanSay() {
        var profile =
                ProfileReader.read(
                                """
                                profile: mail
                                version: 2
                                template: s-mime
                                lineage: mail
                                validity: 1y
                                beyond-issuer: shorten
                                subject:
                                  attributes:
                                    C: {fixed: NO}
                                    CN: {required: yes, longest: 20, pattern: "[A-Z][a-z ]+"}
                                  others: refuse
                                names: {kinds: [email], at-least: 1, at-most: 2, permitted-suffixes: [.example.org]}
                                keys: {ec: [P384], rsa: {from: 3072, to: 4096}}
                                key-usage: [digitalSignature, nonRepudiation]
                                extended-key-usage: [emailProtection, clientAuth, 1.3.6.1.4.1.311.20.2.2]
                                policies: [{oid: 2.23.140.1.5.1.1}, {oid: 1.2.3, cps: "https://example.org/cps"}]
                                pointers: {crl: no, ocsp: yes, ca-issuers: no}
                                """)
                        .profile();
        var extensions = profile.rules().extensions();
        assertThat(profile.rules().subject().dropsOthers()).isFalse();
        assertThat(profile.rules().names().suffixes()).containsExactly(".example.org");
        assertThat(profile.rules().keys().curves()).containsExactly("P384");
        assertThat(extensions.purposes())
                .containsExactly(
                        "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.2", "1.3.6.1.4.1.311.20.2.2");
        assertThat(extensions.policies())
                .containsExactly(
                        new Policy("2.23.140.1.5.1.1", null),
                        new Policy("1.2.3", "https://example.org/cps"));
        assertThat(extensions.pointers().crl()).isFalse();
        assertThat(extensions.pointers().ocsp()).isTrue();
        assertThat(extensions.pointers().caIssuers()).isFalse();
    }

    static List<Broken> broken() {
        return Stream.of(heads(), subjects(), names(), keysAndPurposes(), policiesAndRevocation())
                .flatMap(List::stream)
                .toList();
    }

    private static Broken server(String instead, String with, String complaint) {
        return new Broken(ReadyMade.TLS_SERVER, instead, with, complaint);
    }

    private static List<Broken> heads() {
        return List.of(
                server("version: 1", "version: ^0", "not a number from 1"),
                server("version: 1", "version: ^01", "not a number from 1"),
                server("version: 1", "version: 1\n^version: 2", "stands here twice"),
                server("profile: tls-server", "profile: ^TLS", "lower-case letters"),
                server("profile: tls-server", "profile: ^ocsp-signer", "not issued on request"),
                server("template: tls-server", "template: ^root-ca", "not issued on request"),
                server("template: tls-server", "template: ^tls-sever", "not one of"),
                server("lineage: tls-servers", "lineage: ^Servers", "not a role"),
                server("validity: 90d", "validity: ^ninety", "not a duration"),
                server("validity: 90d", "vaildity: ^90d", "'vaildity' is not known here"),
                server("beyond-issuer: refuse", "beyond-issuer: ^maybe", "neither refuse nor"),
                server("reissue: same-key", "reissue: ^new-key", "neither same-key nor"),
                server("template: tls-server", "template: ^@tls", "this is not YAML"));
    }

    private static List<Broken> subjects() {
        var cn = "CN: {required: no}";
        return List.of(
                server(cn, "CN: {required: ^maybe}", "neither yes nor no"),
                server(cn, "CN: {fixed: a, required: ^no}", "'required' is not known here"),
                server(cn, "CN: ^{longest: 3}", "'required' is missing"),
                server(cn, "XN: ^{required: no}", "'XN' is not one of C, ST"),
                server(cn, "C: {fixed: ^de}", "two capital letters"),
                server(cn, "O: {fixed: ^" + "a".repeat(65) + "}", "at most 64 characters fit"),
                server(cn, "CN: {required: yes, longest: ^65}", "number from 1 to 64"),
                server(cn, "CN: {required: yes, pattern: ^'['}", "no regular expression"),
                server("others: leave-out", "others: ^keep", "neither leave-out nor refuse"));
    }

    private static List<Broken> names() {
        var kinds = "kinds: [dns, ip]";
        var suffixes = "# permitted-suffixes: [example.org]";
        return List.of(
                server(kinds, "kinds: [dns, ^email]", "have no such names, only dns, ip"),
                server(kinds, "kinds: [dns, ^fax]", "not one of"),
                server("at-least: 1", "at-least: ^0", "number from 1 to 100"),
                server("at-most: 100", "at-most: ^101", "number from 0 to 100"),
                server("  wildcard: yes", "  wildcard: ^perhaps", "neither yes nor no"),
                server(suffixes, "permitted-suffixes: [^Example.org]", "is not a DNS name"),
                new Broken(
                        ReadyMade.TLS_CLIENT,
                        "at-most: 100",
                        "wildcard: ^yes",
                        "only TLS servers are named by wildcards"),
                new Broken(ReadyMade.S_MIME, "kinds: [email]", "kinds: ^[]", "email is missing"));
    }

    private static List<Broken> keysAndPurposes() {
        var usage = "key-usage: [digitalSignature]";
        var purposes = "extended-key-usage: [serverAuth]";
        return List.of(
                server("[P256, P384, P521]", "[P256, ^P224]", "'P224' is not one of"),
                server("{from: 2048,", "{from: ^1024,", "number from 2048 to 8192"),
                server(
                        "{from: 2048, to: 8192}",
                        "{from: 4096, to: ^2048}",
                        "number from 4096 to 8192"),
                server(usage, "key-usage: [^keyCertSign]", "is not one of digitalSignature"),
                server(usage, "key-usage: ^[keyEncipherment]", "could be used for nothing"),
                server(usage, "key-usage: ^[]", "could be used for nothing"),
                server(purposes, "extended-key-usage: ^[clientAuth]", "which is missing"),
                server(purposes, "extended-key-usage: [serverAuth, ^codeSigning]", "not be for"),
                server(purposes, "extended-key-usage: [serverAuth, ^2.5.29.37.0]", "not be for"),
                server(purposes, "extended-key-usage: [serverAuth, ^anyone]", "neither a known"),
                server(purposes, "extended-key-usage: [serverAuth, ^0.40]", "neither a known"),
                server(purposes, "extended-key-usage: [serverAuth, ^serverAuth]", "twice"));
    }

    private static List<Broken> policiesAndRevocation() {
        var policies = "policies: []";
        var pointers = "pointers: {crl: yes, ocsp: yes, ca-issuers: yes}";
        return List.of(
                server(policies, "policies: [{oid: ^1.2.x}]", "not an object identifier"),
                server(policies, "policies: [{oid: ^1.40.3}]", "not an object identifier"),
                server(policies, "policies: [{oid: ^3.1.3}]", "not an object identifier"),
                server(policies, "policies: [{oid: 1.2.3}, {oid: ^1.2.3}]", "stands here twice"),
                server(policies, "policies: [{oid: 1.2.3, cps: ^ftp://x}]", "http or https"),
                server(policies, "policies: ^{}", "expected a list"),
                server(pointers, "pointers: {crl: ^maybe, ocsp: yes, ca-issuers: yes}", "neither"),
                server(
                        pointers,
                        "pointers: ^{crl: no, ocsp: no, ca-issuers: yes}",
                        "nobody could ask"),
                server(pointers, "pointers: ^{crl: yes, ocsp: yes}", "'ca-issuers' is missing"),
                server("caa: no", "caa: ^perhaps", "neither yes nor no"),
                new Broken(
                        ReadyMade.S_MIME,
                        "no-rev-avail: no",
                        "caa: ^yes",
                        "about certificates of TLS"),
                server("transparency: no", "transparency: ^maybe", "neither yes nor no"),
                server(
                        "transparency: no",
                        "transparency: ^{scts: 2, operators: 3}",
                        "no more operators than SCTs"),
                server("transparency: no", "transparency: {scts: ^9}", "number from 1 to 5"),
                server("must-staple: no", "must-staple: ^maybe", "neither yes nor no"),
                new Broken(
                        ReadyMade.TLS_SERVER_SHORT_LIVED,
                        "must-staple: no",
                        "must-staple: ^yes",
                        "say yes to pointers.ocsp"),
                new Broken(
                        ReadyMade.S_MIME,
                        "no-rev-avail: no",
                        "must-staple: ^yes",
                        "only TLS servers staple"),
                new Broken(
                        ReadyMade.TLS_SERVER_SHORT_LIVED,
                        "pointers: {crl: no,",
                        "pointers: ^{crl: yes,",
                        "no pointer to a CRL"),
                new Broken(
                        ReadyMade.TLS_SERVER_SHORT_LIVED,
                        "validity: 7d",
                        "validity: ^8d",
                        "at most 7 days"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void refusesWhatItCannotUseAndSaysWhere(Broken broken) {
        var marked = broken.yaml();
        var caret = marked.indexOf('^');
        var before = marked.substring(0, caret);
        assertThatThrownBy(() -> ProfileReader.read(before + marked.substring(caret + 1)))
                .isInstanceOfSatisfying(
                        InvalidDescriptionException.class,
                        invalid -> {
                            assertThat(invalid).hasMessageContaining(broken.complaint());
                            var place = invalid.place().orElseThrow();
                            assertThat(List.of(place.line(), place.column()))
                                    .as(invalid.getMessage())
                                    .containsExactly(
                                            (int) before.chars().filter(c -> c == '\n').count() + 1,
                                            caret - before.lastIndexOf('\n'));
                            assertThat(invalid.getMessage()).contains(text(place));
                        });
    }

    private static String text(Place place) {
        return place.path() + " (line " + place.line() + ", column " + place.column() + ")";
    }

    @Test
    void aCertificateThatNamesNobodyIsNoProfile() {
        assertThatThrownBy(() ->
                        ProfileReader.read(
                                ReadyMade.TLS_CLIENT
                                        .yaml()
                                        .replace("CN: {required: yes,", "CN: {required: no,")))
                .isInstanceOf(InvalidDescriptionException.class)
                .hasMessageContaining("may name nobody");
    }

    @Test
    void aDocumentThatNobodyWouldReadIsNoProfile() {
        var yaml = ReadyMade.TLS_SERVER.yaml();
        assertThatThrownBy(() -> ProfileReader.read(yaml + "#\n".repeat(1_000)))
                .isInstanceOf(InvalidDescriptionException.class)
                .hasMessageContaining("1000 lines");
        assertThatThrownBy(() -> ProfileReader.read(yaml + "#".repeat(ProfileReader.LARGEST)))
                .isInstanceOf(InvalidDescriptionException.class);
    }
}
