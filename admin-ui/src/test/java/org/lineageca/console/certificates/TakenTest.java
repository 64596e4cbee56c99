package org.lineageca.console.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.SearchTerm;
import org.lineageca.ca.lifecycle.SearchTerm.Source;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

class TakenTest {

    private static final Octets SHA256 = Octets.of(new byte[] {1}).sha256();
    private static final Octets OTHER = Octets.of(new byte[] {2}).sha256();

    private static List<CertificateRecord> found(Octets sha256, SerialNumber serial) {
        return List.of(
                new CertificateRecord(
                        new GenerationId(OTHER),
                        serial,
                        "tls-server",
                        "CN=a",
                        List.of(),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "machine",
                        sha256,
                        null));
    }

    private static final SerialNumber SERIAL = new SerialNumber(BigInteger.valueOf(0x1234567890L));

    @Test
    void aDigestSaysWhoseItIs() {
        var pem = new SearchTerm.Digest(SHA256, Source.CERTIFICATE);
        assertThat(Taken.of(pem, found(SHA256, SERIAL)).sentence())
                .startsWith("Taken for a certificate")
                .endsWith("It is the certificate's own.");
        assertThat(Taken.of(pem, List.of()).sentence()).endsWith("It was not issued here.");
        var key = new SearchTerm.Digest(SHA256, Source.PUBLIC_KEY);
        assertThat(Taken.of(key, found(OTHER, SERIAL)).sentence())
                .endsWith("These were issued over it.");
        assertThat(Taken.of(key, List.of()).query()).isEqualTo(SHA256.toHex());
    }

    @Test
    void aSerialNumberSaysInWhichDigitsItWasRead() {
        assertThat(Taken.of(SearchTerm.parse("12:34:56:78:90"), found(SHA256, SERIAL)).sentence())
                .contains("hexadecimal digits: it is the whole number");
        assertThat(Taken.of(SearchTerm.parse("78187493520"), found(SHA256, SERIAL)).sentence())
                .contains("decimal digits")
                .contains("1234567890");
        assertThat(Taken.of(SearchTerm.parse("12:34"), found(SHA256, SERIAL)).sentence())
                .contains("the beginning of a serial number");
        assertThat(Taken.of(SearchTerm.parse("ab".repeat(20)), List.of()).sentence())
                .contains("SHA-1");
    }

    @Test
    void wordsSayNothingAndTheirAddressIsBounded() {
        assertThat(Taken.of(SearchTerm.parse("shop.example"), List.of()))
                .isEqualTo(new Taken("shop.example", ""));
        assertThat(Taken.of(SearchTerm.parse("x".repeat(500)), List.of()).query()).hasSize(200);
        assertThat(Taken.of(SearchTerm.parse(""), List.of())).isEqualTo(new Taken("", ""));
    }
}
