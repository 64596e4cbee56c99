package org.lineageca.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCertFieldTest {

    private static final X509Certificate ANNA = TestCertificates.named("anna");

    private static byte[] der() {
        try {
            return ANNA.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String field(byte[] octets) {
        return ":" + Base64.getEncoder().encodeToString(octets) + ":";
    }

    private static ClientCertField.Found read(String... values) {
        return ClientCertField.read(List.of(values));
    }

    private static ClientCertField.Found nothing(Distrust why) {
        return new ClientCertField.Found.Nothing(why);
    }

    @Test
    void aCertificateBetweenColonsIsRead() {
        assertThat(read(field(der()))).isEqualTo(new ClientCertField.Found.Certificate(ANNA));
        assertThat(read(" " + field(der()) + " "))
                .isEqualTo(new ClientCertField.Found.Certificate(ANNA));
    }

    /** RFC 9440 A gives this one, as a proxy sends it. */
    @Test
    void theExampleOfTheStandardIsRead() {
        var example =
                ":MIIBqDCCAU6gAwIBAgIBBzAKBggqhkjOPQQDAjA6MRswGQYDVQQKDBJMZXQncyBBdXRoZW50aWNhdGUxGzAZBgNVBAMMEkxBIEludGVybWVkaWF0ZSBDQTAeFw0yMDAxMTQyMjU1MzNaFw0yMTAxMjMyMjU1MzNaMA0xCzAJBgNVBAMMAkJDMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8YnXXfaUgmnMtOXU/IncWalRhebrXmckC8vdgJ1p5Be5F/3YC8OthxM4+k1M6aEAEFcGzkJiNy6J84y7uzo9M6NyMHAwCQYDVR0TBAIwADAfBgNVHSMEGDAWgBRm3WjLa38lbEYCuiCPct0ZaSED2DAOBgNVHQ8BAf8EBAMCBsAwEwYDVR0lBAwwCgYIKwYBBQUHAwIwHQYDVR0RAQH/BBMwEYEPYmRjQGV4YW1wbGUuY29tMAoGCCqGSM49BAMCA0gAMEUCIBHda/r1vaL6G3VliL4/Di6YK0Q6bMjeSkC3dFCOOB8TAiEAx/kHSB4urmiZ0NX5r5XarmPk0wmuydBVoU4hBVZ1yhk=:";
        assertThat(read(example))
                .isInstanceOfSatisfying(
                        ClientCertField.Found.Certificate.class,
                        found ->
                                assertThat(found.certificate().getSubjectX500Principal().getName())
                                        .isEqualTo("CN=BC"));
    }

    @Test
    void itIsThereOnce() {
        assertThat(read()).isEqualTo(nothing(Distrust.NOT_SAID));
        assertThat(read("::")).isEqualTo(nothing(Distrust.NOT_SAID));
        assertThat(read(field(der()), field(der()))).isEqualTo(nothing(Distrust.SAID_TWICE));
        // Fields of one name may come as one, with a comma between.
        assertThat(read(field(der()) + ", " + field(der()))).isEqualTo(nothing(Distrust.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":",
                "MIIB",
                ":MIIB",
                "MIIB:",
                ":MI IB:",
                ":MI\tIB:",
                ":MII-_:",
                ":M:",
                ":MIIB:;a=1",
                "\":MIIB:\"",
                "%3AMIIB%3A",
                "-----BEGIN CERTIFICATE-----"
            })
    void whatIsNoByteSequenceIsNotTaken(String value) {
        assertThat(read(value)).isEqualTo(nothing(Distrust.MALFORMED));
    }

    @Test
    void whatIsLongerThanAnyCertificateIsNotLookedAt() {
        assertThat(read(":" + "A".repeat(ClientCertField.LONGEST) + ":"))
                .isEqualTo(nothing(Distrust.TOO_LONG));
        assertThat(read(" ".repeat(ClientCertField.LONGEST) + field(der())))
                .isEqualTo(nothing(Distrust.TOO_LONG));
    }

    @Test
    void onlyTheDerOfOneCertificateIsTaken() {
        var der = der();
        var wrong = new ArrayList<byte[]>();
        wrong.add(new byte[] {0x30});
        wrong.add(new byte[] {0x30, 0x00});
        wrong.add(Arrays.copyOf(der, der.length - 1));
        wrong.add(Arrays.copyOf(der, der.length + 1));
        var twice = Arrays.copyOf(der, 2 * der.length);
        System.arraycopy(der, 0, twice, der.length, der.length);
        wrong.add(twice);
        // What reads certificates reads PEM as well.
        wrong.add(
                ("-----BEGIN CERTIFICATE-----\n"
                                + Base64.getMimeEncoder().encodeToString(der)
                                + "\n-----END CERTIFICATE-----\n")
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        for (var octets : wrong) {
            assertThat(read(field(octets))).isEqualTo(nothing(Distrust.NO_CERTIFICATE));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverComesIsAnswered(long seed) {
        var random = new Random(seed);
        var der = der();
        for (var i = 0; i < 2_000; i++) {
            var changed = der.clone();
            for (var at = random.nextInt(1, 6); at > 0; at--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            assertThat(read(field(changed))).as("seed %d, round %d", seed, i).isNotNull();
        }
    }
}
