package org.lineageca.ocsp.crl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ocsp.fixture.TestAuthority;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.ocsp.protocol.RevocationReason;
import org.lineageca.octets.Octets;

/** CRLs as Bouncy Castle writes them. */
class CrlReaderTest {

    private static final X500Name NAME = new X500Name("CN=Another CA,O=Elsewhere");
    private static final KeyPair KEY = TestAuthority.newKey();
    private static final long LIMIT = 1 << 20;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Test
    void readsWhatTheIssuerSays() throws Exception {
        var builder = builder();
        builder.addCRLEntry(BigInteger.valueOf(300), Date.from(now), CRLReason.keyCompromise);
        builder.addCRLEntry(BigInteger.TWO, Date.from(now.minusSeconds(60)), 0);
        builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(70_000)));

        var crl = read(signed(builder));

        assertThat(crl.number()).isEqualTo(70_000);
        assertThat(crl.thisUpdate()).isEqualTo(now);
        assertThat(crl.nextUpdate()).isEqualTo(now.plus(Duration.ofDays(7)));
        assertThat(crl.scope()).isEqualTo(new CrlScope(true, true));
        assertThat(crl.revoked().find(TestAuthority.serial(300)))
                .contains(new CertificateStatus.Revoked(now, RevocationReason.KEY_COMPROMISE));
        assertThat(crl.revoked().find(TestAuthority.serial(2)))
                .contains(
                        new CertificateStatus.Revoked(
                                now.minusSeconds(60), RevocationReason.UNSPECIFIED));
        assertThat(crl.revoked().find(TestAuthority.serial(3))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsEveryEntryOfALargeOneAndNoOther(long seed) throws Exception {
        var random = new Random(seed);
        var revoked = new HashSet<BigInteger>();
        while (revoked.size() < 5_000) {
            revoked.add(new BigInteger(1 + random.nextInt(159), random).add(BigInteger.ONE));
        }
        var builder = builder();
        revoked.forEach(serial ->
                builder.addCRLEntry(serial, Date.from(now.minusSeconds(serial.bitLength())), 4));

        var crl = read(signed(builder));

        assertThat(crl.revoked().size()).isEqualTo(5_000);
        for (var serial : revoked) {
            assertThat(crl.revoked().find(Octets.of(serial.toByteArray())))
                    .as("seed %d, serial %s", seed, serial)
                    .contains(
                            new CertificateStatus.Revoked(
                                    now.minusSeconds(serial.bitLength()),
                                    RevocationReason.SUPERSEDED));
        }
        for (var i = 0; i < 5_000; i++) {
            var other = new BigInteger(159, random);
            assertThat(crl.revoked().find(Octets.of(other.toByteArray())).isPresent())
                    .as("seed %d, serial %s", seed, other)
                    .isEqualTo(revoked.contains(other));
        }
    }

    @Test
    void tellsWhatAnotherOneSaysDifferently() throws Exception {
        var first = builder();
        first.addCRLEntry(BigInteger.ONE, Date.from(now), 1);
        first.addCRLEntry(BigInteger.TWO, Date.from(now), CRLReason.certificateHold);
        first.addCRLEntry(BigInteger.valueOf(3), Date.from(now), CRLReason.certificateHold);
        var second = builder();
        second.addCRLEntry(BigInteger.valueOf(4), Date.from(now), 1);
        second.addCRLEntry(BigInteger.ONE, Date.from(now), 1);
        second.addCRLEntry(BigInteger.TWO, Date.from(now), CRLReason.keyCompromise);

        var changed = new ArrayList<Octets>();
        read(signed(second)).revoked().differences(read(signed(first)).revoked(), changed::add);

        assertThat(changed)
                .containsExactly(
                        TestAuthority.serial(2), TestAuthority.serial(3), TestAuthority.serial(4));
    }

    static Stream<Arguments> unfit() throws IOException {
        var somewhere =
                new DistributionPointName(
                        new GeneralNames(
                                new GeneralName(
                                        GeneralName.uniformResourceIdentifier,
                                        "http://ca.test/1.crl")));
        return Stream.of(
                Arguments.of("is a delta", Extension.deltaCRLIndicator, new ASN1Integer(1)),
                Arguments.of("is indirect", Extension.issuingDistributionPoint, idp(4)),
                Arguments.of(
                        "is for attribute certificates",
                        Extension.issuingDistributionPoint,
                        idp(5)),
                Arguments.of(
                        "is for some reasons",
                        Extension.issuingDistributionPoint,
                        new IssuingDistributionPoint(
                                somewhere,
                                false,
                                false,
                                new ReasonFlags(ReasonFlags.keyCompromise),
                                false,
                                false)),
                Arguments.of(
                        "critical extension that is not understood",
                        new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"),
                        DERNull.INSTANCE));
    }

    /** With one flag, by its tag. */
    private static IssuingDistributionPoint idp(int tag) {
        return new IssuingDistributionPoint(null, tag == 1, tag == 2, null, tag == 4, tag == 5);
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void refusesWhatDoesNotSpeakForAllOrIsNotUnderstood(
            String why, ASN1ObjectIdentifier extension, ASN1Encodable value) throws Exception {
        var builder = builder();
        builder.addExtension(extension, true, value);
        var der = signed(builder);

        assertThatThrownBy(() -> read(der))
                .isInstanceOf(UnfitCrlException.class)
                .hasMessageContaining(why);
    }

    @Test
    void refusesEntriesOfOthersAndEntriesNotUnderstood() throws Exception {
        var other = new GeneralNames(new GeneralName(new X500Name("CN=Other")));
        var indirect = signed(with(Extension.certificateIssuer, other));
        var unknown =
                signed(with(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), DERNull.INSTANCE));

        assertThatThrownBy(() -> read(indirect)).hasMessageContaining("of other issuers");
        assertThatThrownBy(() -> read(unknown)).hasMessageContaining("not understood");
    }

    private X509v2CRLBuilder with(ASN1ObjectIdentifier entryExtension, ASN1Encodable value)
            throws IOException {
        var extensions = new ExtensionsGenerator();
        extensions.addExtension(entryExtension, true, value);
        Extensions all = extensions.generate();
        var builder = builder();
        builder.addCRLEntry(BigInteger.ONE, Date.from(now), all);
        return builder;
    }

    @Test
    void knowsOneThatIsForSomeKindsOfCertificatesOnly() throws Exception {
        var users = builder();
        users.addExtension(Extension.issuingDistributionPoint, true, idp(1));
        var authorities = builder();
        authorities.addExtension(Extension.issuingDistributionPoint, true, idp(2));

        assertThat(read(signed(users)).scope()).isEqualTo(new CrlScope(true, false));
        assertThat(read(signed(authorities)).scope()).isEqualTo(new CrlScope(false, true));
    }

    @Test
    void refusesWhatTheIssuerDidNotSign() throws Exception {
        var der = signed(builder());
        var otherKey = TestAuthority.newKey().getPublic();
        assertThatThrownBy(() -> read(der, NAME, otherKey))
                .hasMessageContaining("is not signed by the issuer's key");
        assertThatThrownBy(() -> read(der, new X500Name("CN=Not me"), KEY.getPublic()))
                .hasMessageContaining("names another issuer");
        assertThatThrownBy(() -> read(Arrays.copyOf(der, der.length + 1)))
                .hasMessageContaining("more octets");
        assertThatThrownBy(() ->
                        CrlReader.read(
                                new ByteArrayInputStream(der),
                                100,
                                name(NAME),
                                key(KEY.getPublic())))
                .hasMessageContaining("more than 100 octets");
    }

    @Test
    void refusesEveryCrlOfWhichOneOctetWasChangedOrLost() throws Exception {
        var builder = builder();
        builder.addCRLEntry(BigInteger.valueOf(300), Date.from(now), CRLReason.keyCompromise);
        builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.TEN));
        var der = signed(builder);
        for (var at = 0; at < der.length; at++) {
            var changed = der.clone();
            changed[at] ^= 0x01;
            assertThatThrownBy(() -> read(changed))
                    .as("octet %d", at)
                    .isInstanceOf(UnfitCrlException.class);
            var cut = Arrays.copyOf(der, at);
            assertThatThrownBy(() -> read(cut))
                    .as("cut at %d", at)
                    .isInstanceOf(UnfitCrlException.class);
        }
    }

    @Test
    void theOlderOfTwoIsTheOneWithTheLowerNumber() throws Exception {
        var numbers = List.of(8, 9, 10);
        var crls = new ArrayList<Crl>();
        for (var number : numbers) {
            var builder = builder();
            builder.addExtension(
                    Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
            crls.add(read(signed(builder)));
        }
        assertThat(crls.get(0).precedes(crls.get(1))).isTrue();
        assertThat(crls.get(2).precedes(crls.get(1))).isFalse();
        assertThat(crls.get(1).precedes(crls.get(1))).isFalse();
    }

    private X509v2CRLBuilder builder() {
        return new X509v2CRLBuilder(NAME, Date.from(now))
                .setNextUpdate(Date.from(now.plus(Duration.ofDays(7))));
    }

    private static byte[] signed(X509v2CRLBuilder builder)
            throws IOException, OperatorCreationException {
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(KEY.getPrivate()))
                .getEncoded();
    }

    private static Crl read(byte[] der) throws IOException, UnfitCrlException {
        return read(der, NAME, KEY.getPublic());
    }

    private static Crl read(byte[] der, X500Name issuer, PublicKey key)
            throws IOException, UnfitCrlException {
        return CrlReader.read(new ByteArrayInputStream(der), LIMIT, name(issuer), key(key));
    }

    private static Octets name(X500Name name) throws IOException {
        return Octets.of(name.getEncoded());
    }

    private static Octets key(PublicKey key) {
        return Octets.of(key.getEncoded());
    }
}
