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
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Boolean;
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
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lineageca.ca.issuance.TestRequests;
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
                    Map.entry(
                            "crl_signature_parameters",
                            crl ->
                                    crl.signature =
                                            new AlgorithmIdentifier(
                                                    PKCSObjectIdentifiers.sha256WithRSAEncryption)),
                    Map.entry("crl_scope_is_one", crl -> crl.extensions.add(scope(1, 2))),
                    Map.entry(
                            "crl_entry_extensions_critical",
                            crl ->
                                    crl.entries.add(
                                            sequence(
                                                    new ASN1Integer(3),
                                                    time(FROM),
                                                    new Extensions(
                                                            extension(
                                                                    Extension.reasonCode,
                                                                    true,
                                                                    new ASN1Enumerated(1)))))),
                    Map.entry(
                            "crl_delta_has_no_freshest",
                            crl -> {
                                crl.extensions.add(
                                        extension(
                                                Extension.deltaCRLIndicator,
                                                true,
                                                new CRLNumber(BigInteger.ONE)));
                                crl.extensions.add(
                                        extension(Extension.freshestCRL, false, sequence()));
                            }),
                    Map.entry("crl_empty_list_is_left_out", crl -> crl.entries.clear()),
                    Map.entry(
                            "crl_lifetime_of_year",
                            crl -> crl.nextUpdate = time(FROM.plus(Duration.ofDays(367)))));

    /** An issuingDistributionPoint that is only for some kinds of certificates, by their tags. */
    private static Extension scope(int... kinds) {
        var fields = new ASN1EncodableVector();
        for (var kind : kinds) {
            fields.add(new DERTaggedObject(false, kind, ASN1Boolean.TRUE));
        }
        return extension(Extension.issuingDistributionPoint, true, new DERSequence(fields));
    }

    @Test
    void aScopeOfOneKindIsInOrderAndOneOfNothingIsNot() {
        var crl = new TestCrl();
        crl.extensions.add(scope(2));
        assertThat(found(crl.der())).isEmpty();
        crl.remove(Extension.issuingDistributionPoint);
        crl.extensions.add(scope());
        assertThat(found(crl.der())).containsExactly("crl_scope_is_one");
    }

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
        KeyPair keys = KEYS;
        @Nullable ResponderID responder;
        final List<ASN1Encodable> singles = new ArrayList<>(List.of(single(1, 7)));
        final List<Extension> extensions = new ArrayList<>();
        @Nullable ASN1Encodable signer;

        Octets der() {
            if (status != 0) {
                return octets(sequence(new ASN1Enumerated(status)));
            }
            var fields = new ASN1EncodableVector();
            fields.add(responder == null ? responder(keys) : responder);
            fields.add(new ASN1GeneralizedTime(Date.from(producedAt)));
            fields.add(new DERSequence(singles.toArray(ASN1Encodable[]::new)));
            if (!extensions.isEmpty()) {
                fields.add(
                        new DERTaggedObject(
                                true, 1, new Extensions(extensions.toArray(Extension[]::new))));
            }
            var data = new DERSequence(fields);
            var parts = new ASN1EncodableVector();
            parts.add(data);
            parts.add(signature);
            parts.add(signed(keys, "SHA256withECDSA", octets(data)));
            if (signer != null) {
                parts.add(new DERTaggedObject(true, 0, sequence(signer)));
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

    private static final KeyPair KEYS = keys();

    private static KeyPair keys() {
        try {
            return TestRequests.ec("secp256r1");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SubjectPublicKeyInfo publicKey(KeyPair keys) {
        return SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    }

    private static ResponderID responder(KeyPair keys) {
        return new ResponderID(
                new DEROctetString(
                        AnswerBesideIssuer.keyBits(publicKey(keys)).digest("SHA-1").toArray()));
    }

    private static DERBitString signed(KeyPair keys, String algorithm, Octets content) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(keys.getPrivate());
            signature.update(content.toArray());
            return new DERBitString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of whoever answers with {@link #KEYS}. */
    private static TestCertificate delegate() {
        var delegate = new TestCertificate();
        delegate.purposes(KeyPurposeId.id_kp_OCSPSigning);
        delegate.put(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
        delegate.key = publicKey(KEYS);
        return delegate;
    }

    private static ASN1Encodable parsed(TestCertificate certificate) {
        return org.bouncycastle.asn1.x509.Certificate.getInstance(certificate.der().toArray());
    }

    /** Without nextUpdate where there are no days. */
    private static SingleResponse single(int serial, int days) {
        return new SingleResponse(
                id(serial),
                new CertStatus(),
                new ASN1GeneralizedTime(Date.from(FROM)),
                days == 0
                        ? null
                        : new ASN1GeneralizedTime(Date.from(FROM.plus(Duration.ofDays(days)))),
                (Extensions) null);
    }

    private static CertID id(int serial) {
        return new CertID(
                new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE),
                new DEROctetString(new byte[20]),
                new DEROctetString(new byte[20]),
                new ASN1Integer(serial));
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
                    "ocsp_answers_something",
                    answer -> answer.singles.clear(),
                    "ocsp_signer_may_answer",
                    answer -> {
                        var server = delegate();
                        server.purposes(KeyPurposeId.id_kp_serverAuth);
                        answer.signer = parsed(server);
                    });

    private static final Map<String, Consumer<TestAnswer>> MORE_OCSP_BREAKS =
            Map.of(
                    "ocsp_times_are_in_seconds",
                    answer ->
                            answer.singles.set(
                                    0,
                                    new SingleResponse(
                                            id(1),
                                            new CertStatus(),
                                            new ASN1GeneralizedTime(Date.from(FROM)),
                                            new ASN1GeneralizedTime("20261108000000.5Z"),
                                            (Extensions) null)),
                    "ocsp_reasons_are_known",
                    answer ->
                            answer.singles.set(
                                    0,
                                    new SingleResponse(
                                            id(1),
                                            new CertStatus(
                                                    new RevokedInfo(
                                                            new ASN1GeneralizedTime(
                                                                    Date.from(FROM)),
                                                            CRLReason.lookup(0))),
                                            new ASN1GeneralizedTime(Date.from(FROM)),
                                            new ASN1GeneralizedTime(
                                                    Date.from(FROM.plus(Duration.ofDays(7)))),
                                            (Extensions) null)),
                    "ocsp_nonce_length",
                    answer -> answer.extensions.add(nonce(false, 129)),
                    "ocsp_archive_cutoff",
                    answer ->
                            answer.extensions.add(
                                    extension(
                                            OCSPObjectIdentifiers.id_pkix_ocsp_archive_cutoff,
                                            false,
                                            new ASN1GeneralizedTime(
                                                    Date.from(FROM.plusSeconds(1))))),
                    "ocsp_extensions_are_not_critical",
                    answer -> answer.extensions.add(nonce(true, 32)),
                    "ocsp_signer_is_not_asked_about",
                    answer -> {
                        var delegate = delegate();
                        delegate.remove(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck);
                        answer.signer = parsed(delegate);
                    },
                    "ocsp_signer_is_valid",
                    answer -> {
                        answer.signer = parsed(delegate());
                        answer.producedAt = FROM.plus(Duration.ofDays(91));
                    },
                    "ocsp_responder_is_its_signer",
                    answer -> {
                        answer.signer = parsed(delegate());
                        answer.responder = new ResponderID(new X500Name("CN=Somebody"));
                    },
                    "ocsp_signature_verifies",
                    answer -> {
                        answer.signer = parsed(delegate());
                        answer.keys = keys();
                        answer.responder = responder(KEYS);
                    });

    private static Extension nonce(boolean critical, int octets) {
        return extension(
                OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                critical,
                new DEROctetString(new byte[octets]));
    }

    private static Stream<String> ocspRules() {
        return ForeignRules.OCSP.stream().map(Lint::name);
    }

    @ParameterizedTest
    @MethodSource("ocspRules")
    void aRuleOfAnswersFindsWhatBreaksIt(String rule) {
        var answer = new TestAnswer();
        assertThat(found(answer.der())).isEmpty();
        var breaks = OCSP_BREAKS.getOrDefault(rule, MORE_OCSP_BREAKS.get(rule));
        Objects.requireNonNull(breaks, rule).accept(answer);
        assertThat(found(answer.der())).containsExactly(rule);
    }

    @Test
    void anAnswerWithItsDelegateIsInOrder() {
        var answer = new TestAnswer();
        answer.signer = parsed(delegate());
        answer.singles.add(single(2, 7));
        answer.extensions.add(nonce(false, 128));
        assertThat(found(answer.der())).isEmpty();
        answer.responder = new ResponderID(delegate().subject);
        assertThat(found(answer.der())).isEmpty();
    }

    private static CertID id(TestCertificate issuer, ASN1ObjectIdentifier hash, String digest) {
        return new CertID(
                new AlgorithmIdentifier(hash),
                new DEROctetString(octets(issuer.subject).digest(digest).toArray()),
                new DEROctetString(
                        AnswerBesideIssuer.keyBits(publicKey(KEYS)).digest(digest).toArray()),
                new ASN1Integer(1));
    }

    private static SingleResponse single(CertID id) {
        return new SingleResponse(
                id,
                new CertStatus(),
                new ASN1GeneralizedTime(Date.from(FROM)),
                new ASN1GeneralizedTime(Date.from(FROM.plus(Duration.ofDays(7)))),
                (Extensions) null);
    }

    private static List<String> found(TestAnswer answer, TestCertificate issuer) {
        return ForeignRules.examine(answer.der(), issuer.der()).findings().stream()
                .map(Finding::rule)
                .toList();
    }

    @Test
    void anAnswerIsComparedWithTheIssuerItIsAbout() {
        var ca = TestCertificate.ca();
        ca.key = publicKey(KEYS);
        var answer = new TestAnswer();
        answer.singles.clear();
        answer.singles.add(single(id(ca, OIWObjectIdentifiers.idSHA1, "SHA-1")));
        answer.singles.add(single(id(ca, NISTObjectIdentifiers.id_sha256, "SHA-256")));
        assertThat(found(answer, ca)).isEmpty();

        answer.singles.add(single(3, 7));
        assertThat(found(answer, ca)).containsExactly("ocsp_is_about_issuer");
        answer.singles.removeLast();
        answer.keys = keys();
        assertThat(found(answer, ca)).containsExactly("ocsp_signer_is_issuers");
    }

    @Test
    void aDelegateIsOneOfTheIssuer() throws Exception {
        var ca = TestCertificate.ca();
        ca.key = publicKey(KEYS);
        var delegate = keys();
        var answer = new TestAnswer();
        answer.singles.clear();
        answer.singles.add(single(id(ca, OIWObjectIdentifiers.idSHA1, "SHA-1")));
        answer.keys = delegate;
        for (var issuer : List.of(KEYS, keys())) {
            answer.signer =
                    new JcaX509v3CertificateBuilder(
                                    ca.subject,
                                    BigInteger.TEN,
                                    Date.from(FROM),
                                    Date.from(FROM.plus(Duration.ofDays(30))),
                                    new X500Name("CN=Delegate"),
                                    delegate.getPublic())
                            .addExtension(
                                    Extension.extendedKeyUsage,
                                    false,
                                    new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning))
                            .addExtension(
                                    OCSPObjectIdentifiers.id_pkix_ocsp_nocheck,
                                    false,
                                    DERNull.INSTANCE)
                            .build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(issuer.getPrivate()))
                            .toASN1Structure();
            if (issuer == KEYS) {
                assertThat(found(answer, ca)).isEmpty();
            } else {
                assertThat(found(answer, ca)).containsExactly("ocsp_signer_is_issuers");
            }
        }
    }

    /** A request against which nothing can be said, until a test changes something. */
    private static final class TestRequest {
        int version;
        KeyPair keys = KEYS;
        KeyPair signer = KEYS;
        String algorithm = "SHA256withECDSA";
        final List<ASN1Encodable> asked = new ArrayList<>(List.of(extensions(1)));

        Octets der() {
            var info =
                    sequence(
                            new ASN1Integer(version),
                            new X500Name("CN=www.lineageca.org"),
                            publicKey(keys),
                            new DERTaggedObject(
                                    false,
                                    0,
                                    new DERSet(
                                            sequence(
                                                    PKCSObjectIdentifiers
                                                            .pkcs_9_at_extensionRequest,
                                                    new DERSet(
                                                            asked.toArray(
                                                                    ASN1Encodable[]::new))))));
            return octets(
                    sequence(
                            info,
                            new DefaultSignatureAlgorithmIdentifierFinder().find(algorithm),
                            signed(signer, algorithm, octets(info))));
        }

        static ASN1Encodable extensions(int times) {
            var extension =
                    extension(
                            Extension.subjectAlternativeName,
                            false,
                            sequence(TestCertificate.dns("www.lineageca.org")));
            return new DERSequence(
                    Collections.nCopies(times, extension).toArray(ASN1Encodable[]::new));
        }
    }

    private static final Map<String, Consumer<TestRequest>> REQUEST_BREAKS =
            Map.of(
                    "request_version_is_zero",
                    request -> request.version = 1,
                    "request_proves_possession",
                    request -> request.signer = keys(),
                    "request_signature_hash_is_strong",
                    request -> request.algorithm = "SHA1withECDSA",
                    "request_key_is_certified",
                    request -> {
                        request.keys = smallKey();
                        request.signer = request.keys;
                        request.algorithm = "SHA256withRSA";
                    },
                    "request_asks_once",
                    request -> request.asked.add(TestRequest.extensions(1)));

    private static KeyPair smallKey() {
        try {
            return TestRequests.rsa(1024);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> requestRules() {
        return ForeignRules.REQUEST.stream().map(Lint::name);
    }

    @ParameterizedTest
    @MethodSource("requestRules")
    void aRuleOfRequestsFindsWhatBreaksIt(String rule) {
        var request = new TestRequest();
        assertThat(ForeignRules.examine(request.der(), null).kind())
                .isEqualTo(ForeignRules.Kind.REQUEST);
        assertThat(found(request.der())).isEmpty();
        Objects.requireNonNull(REQUEST_BREAKS.get(rule), rule).accept(request);
        assertThat(found(request.der())).containsExactly(rule);
    }

    @Test
    void whatSubscribersMakeIsInOrderAndAnExtensionTwiceIsNot() {
        assertThat(found(TestRequests.server("www.lineageca.org"))).isEmpty();
        var request = new TestRequest();
        request.asked.set(0, TestRequest.extensions(2));
        assertThat(found(request.der())).containsExactly("request_asks_once");
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
        rules.addAll(ForeignRules.REQUEST);
        rules.addAll(ForeignRules.ANSWER_ISSUER);
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
