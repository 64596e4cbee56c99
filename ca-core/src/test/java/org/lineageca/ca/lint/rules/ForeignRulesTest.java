package org.lineageca.ca.lint.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.lint.rules.TestCertificate.ECDSA;
import static org.lineageca.ca.lint.rules.TestCertificate.octets;
import static org.lineageca.ca.lint.rules.TestCertificate.sequence;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lineageca.ca.lint.Finding;
import org.lineageca.ca.lint.Lint;
import org.lineageca.octets.Octets;

/** Rules of CRLs and OCSP responses: each finds what breaks it, and no other does. */
class ForeignRulesTest {

    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
    private static final AlgorithmIdentifier SHA_1 =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.sha1WithRSAEncryption, DERNull.INSTANCE);

    /** A CRL against which nothing can be said, until a test changes something. */
    private static final class TestCrl {
        @Nullable ASN1Integer version = new ASN1Integer(1);
        AlgorithmIdentifier signature = ECDSA;
        @Nullable AlgorithmIdentifier outer;
        @Nullable ASN1Encodable nextUpdate = time(FROM.plus(Duration.ofDays(7)));
        final List<ASN1Encodable> entries = new ArrayList<>(List.of(entry(1, -1), entry(2, 1)));
        boolean hasList = true;
        final List<Extension> extensions =
                new ArrayList<>(
                        List.of(
                                extension(
                                        Extension.authorityKeyIdentifier,
                                        false,
                                        new AuthorityKeyIdentifier(new byte[20])),
                                extension(
                                        Extension.cRLNumber,
                                        false,
                                        new CRLNumber(BigInteger.TEN))));

        Octets der() {
            var fields = new ASN1EncodableVector();
            if (version != null) {
                fields.add(version);
            }
            fields.add(signature);
            fields.add(new X500Name("CN=Issuing CA"));
            fields.add(time(FROM));
            if (nextUpdate != null) {
                fields.add(nextUpdate);
            }
            if (hasList) {
                fields.add(new DERSequence(entries.toArray(ASN1Encodable[]::new)));
            }
            fields.add(
                    new DERTaggedObject(
                            true, 0, new Extensions(extensions.toArray(Extension[]::new))));
            return octets(
                    sequence(
                            new DERSequence(fields),
                            outer == null ? signature : outer,
                            new DERBitString(new byte[64])));
        }

        void remove(ASN1ObjectIdentifier type) {
            extensions.removeIf(each -> each.getExtnId().equals(type));
        }
    }

    private static Time time(Instant instant) {
        return new Time(Date.from(instant));
    }

    /** Without a reason where it is negative. */
    private static ASN1Encodable entry(int serial, int reason) {
        return reason < 0
                ? sequence(new ASN1Integer(serial), time(FROM))
                : sequence(
                        new ASN1Integer(serial),
                        time(FROM),
                        new Extensions(
                                extension(
                                        Extension.reasonCode, false, new ASN1Enumerated(reason))));
    }

    private static Extension extension(
            ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value) {
        return new Extension(type, critical, octets(value).toArray());
    }

    private static final Map<String, Consumer<TestCrl>> CRL_BREAKS =
            Map.ofEntries(
                    Map.entry("crl_version_is_two", crl -> crl.version = new ASN1Integer(0)),
                    Map.entry("crl_signature_hash_is_strong", crl -> crl.signature = SHA_1),
                    Map.entry(
                            "crl_signature_algorithms_agree",
                            crl ->
                                    crl.outer =
                                            new AlgorithmIdentifier(
                                                    X9ObjectIdentifiers.ecdsa_with_SHA384)),
                    Map.entry("crl_says_when_the_next_comes", crl -> crl.nextUpdate = time(FROM)),
                    Map.entry("crl_has_number", crl -> crl.remove(Extension.cRLNumber)),
                    Map.entry(
                            "crl_names_its_key",
                            crl -> crl.remove(Extension.authorityKeyIdentifier)),
                    Map.entry(
                            "crl_critical_extensions",
                            crl ->
                                    crl.extensions.add(
                                            extension(
                                                    Extension.deltaCRLIndicator,
                                                    false,
                                                    new CRLNumber(BigInteger.ONE)))),
                    Map.entry("crl_entries_unique", crl -> crl.entries.add(entry(2, 4))),
                    Map.entry("crl_reasons_are_known", crl -> crl.entries.add(entry(3, 7))),
                    Map.entry("crl_empty_list_is_left_out", crl -> crl.entries.clear()),
                    Map.entry(
                            "crl_lifetime_of_year",
                            crl -> crl.nextUpdate = time(FROM.plus(Duration.ofDays(367)))));

    private static Stream<String> crlRules() {
        return ForeignRules.CRL.stream().map(Lint::name);
    }

    @ParameterizedTest
    @MethodSource("crlRules")
    void aRuleOfCrlsFindsWhatBreaksIt(String rule) {
        var crl = new TestCrl();
        assertThat(found(crl.der())).isEmpty();
        assertThat(CRL_BREAKS).containsKey(rule);
        Objects.requireNonNull(CRL_BREAKS.get(rule)).accept(crl);
        assertThat(found(crl.der())).containsExactly(rule);
    }

    @Test
    void aCrlWithoutEntriesIsInOrder() {
        var crl = new TestCrl();
        crl.hasList = false;
        assertThat(found(crl.der())).isEmpty();
    }

    @Test
    void reasonsThatDeltasAloneHaveAndThatNobodyWritesAreFound() {
        for (var reason : List.of(0, 8, 11)) {
            var crl = new TestCrl();
            crl.entries.add(entry(3, reason));
            assertThat(found(crl.der())).containsExactly("crl_reasons_are_known");
        }
    }

    /** An answer against which nothing can be said, until a test changes something. */
    private static final class TestAnswer {
        int status;
        AlgorithmIdentifier signature = ECDSA;
        Instant producedAt = FROM;
        final List<ASN1Encodable> singles = new ArrayList<>(List.of(single(1, 7)));
        @Nullable TestCertificate signer;

        Octets der() {
            if (status != 0) {
                return octets(sequence(new ASN1Enumerated(status)));
            }
            var data =
                    sequence(
                            new ResponderID(new DEROctetString(new byte[20])),
                            new ASN1GeneralizedTime(Date.from(producedAt)),
                            new DERSequence(singles.toArray(ASN1Encodable[]::new)));
            var parts = new ASN1EncodableVector();
            parts.add(data);
            parts.add(signature);
            parts.add(new DERBitString(new byte[64]));
            if (signer != null) {
                parts.add(
                        new DERTaggedObject(
                                true,
                                0,
                                sequence(
                                        org.bouncycastle.asn1.x509.Certificate.getInstance(
                                                signer.der().toArray()))));
            }
            return octets(
                    sequence(
                            new ASN1Enumerated(0),
                            new DERTaggedObject(
                                    true,
                                    0,
                                    sequence(
                                            OCSPObjectIdentifiers.id_pkix_ocsp_basic,
                                            new DEROctetString(
                                                    octets(new DERSequence(parts)).toArray())))));
        }
    }

    /** Without nextUpdate where there are no days. */
    private static SingleResponse single(int serial, int days) {
        return new SingleResponse(
                new CertID(
                        new AlgorithmIdentifier(
                                new ASN1ObjectIdentifier("1.3.14.3.2.26"), DERNull.INSTANCE),
                        new DEROctetString(new byte[20]),
                        new DEROctetString(new byte[20]),
                        new ASN1Integer(serial)),
                new CertStatus(),
                new ASN1GeneralizedTime(Date.from(FROM)),
                days == 0
                        ? null
                        : new ASN1GeneralizedTime(Date.from(FROM.plus(Duration.ofDays(days)))),
                (Extensions) null);
    }

    private static final Map<String, Consumer<TestAnswer>> OCSP_BREAKS =
            Map.of(
                    "ocsp_is_successful",
                    answer -> answer.status = 6,
                    "ocsp_signature_hash_is_strong",
                    answer -> answer.signature = SHA_1,
                    "ocsp_times",
                    answer -> answer.producedAt = FROM.minusSeconds(1),
                    "ocsp_says_when_the_next_comes",
                    answer -> answer.singles.set(0, single(1, 0)),
                    "ocsp_validity",
                    answer -> answer.singles.set(0, single(1, 11)),
                    "ocsp_answers_once",
                    answer -> answer.singles.add(single(1, 7)),
                    "ocsp_signer_may_answer",
                    answer -> answer.signer = new TestCertificate());

    private static Stream<String> ocspRules() {
        return ForeignRules.OCSP.stream().map(Lint::name);
    }

    @ParameterizedTest
    @MethodSource("ocspRules")
    void aRuleOfAnswersFindsWhatBreaksIt(String rule) {
        var answer = new TestAnswer();
        assertThat(found(answer.der())).isEmpty();
        assertThat(OCSP_BREAKS).containsKey(rule);
        Objects.requireNonNull(OCSP_BREAKS.get(rule)).accept(answer);
        assertThat(found(answer.der())).containsExactly(rule);
    }

    @Test
    void anAnswerWithItsDelegateIsInOrder() {
        var answer = new TestAnswer();
        answer.signer = new TestCertificate();
        answer.signer.purposes(KeyPurposeId.id_kp_OCSPSigning);
        answer.singles.add(single(2, 7));
        assertThat(found(answer.der())).isEmpty();
    }

    @Test
    void theIssuerOfAnotherIsTold() {
        var ca = TestCertificate.ca();
        var found =
                ForeignRules.examine(new TestCertificate().der(), ca.der()).findings().stream()
                        .map(Finding::rule);
        assertThat(found).containsExactly("issuer_name_chains", "issuer_signed");
        ca.put(
                Extension.subjectKeyIdentifier,
                false,
                new org.bouncycastle.asn1.x509.SubjectKeyIdentifier(new byte[] {1}));
        ca.notAfter = time(FROM.plus(Duration.ofDays(1)));
        assertThat(
                        ForeignRules.examine(new TestCertificate().der(), ca.der())
                                .findings()
                                .stream()
                                .map(Finding::rule))
                .containsExactlyElementsOf(ForeignRules.ISSUER.stream().map(Lint::name).toList());
    }

    @Test
    void whatIsSomethingElseIsNotRead() {
        for (var der : List.of("3000", "0500", "300330013a", "30053003020101")) {
            assertThatThrownBy(() -> ForeignRules.examine(Octets.ofHex(der), null))
                    .as(der)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** docs/lint.md names every rule as it is, and no other. */
    @Test
    void thePageOfRulesIsComplete() throws IOException {
        var rules = new ArrayList<Lint<?>>();
        rules.addAll(CertificateRules.ANY);
        rules.addAll(CertificateRules.FOREIGN);
        rules.addAll(CertificateRules.MEANT);
        rules.addAll(
                List.of(
                        new IsPrecertificate(),
                        new IsNoPrecertificate(),
                        new CarriesSctsIfAsked(),
                        new SaysWhatWasLogged(Octets.ofHex(""))));
        rules.addAll(CrlRules.MEANT);
        rules.addAll(ForeignRules.CRL);
        rules.addAll(ForeignRules.OCSP);
        rules.addAll(ForeignRules.ISSUER);
        rules.add(CaRequestRules.RULE);
        var page = Files.readAllLines(Path.of("..", "docs", "lint.md"));
        var rows = page.stream().filter(line -> line.startsWith("| `")).toList();
        assertThat(rows)
                .hasSameSizeAs(rules)
                .allSatisfy(row ->
                        assertThat(rules)
                                .anyMatch(rule ->
                                        row.startsWith("| `" + rule.name() + "` | ")
                                                && row.contains(
                                                        " | "
                                                                + rule.severity()
                                                                        .name()
                                                                        .toLowerCase(Locale.ROOT)
                                                                + " | ")
                                                && row.endsWith("| " + rule.source() + " |")));
    }

    private static List<String> found(Octets der) {
        return ForeignRules.examine(der, null).findings().stream().map(Finding::rule).toList();
    }
}
