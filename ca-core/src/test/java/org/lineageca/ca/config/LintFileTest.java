package org.lineageca.ca.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

class LintFileTest {

    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Octets root;
    private Octets nameless;

    @BeforeEach
    void make() throws Exception {
        root = root("C=DE,CN=Root", true);
        nameless = root("C=de,CN=\u001b[31mRoot", false);
    }

    private static Octets root(String name, boolean identified)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        var pair = TestRequests.ec("secp256r1");
        var key = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
        var builder =
                new X509v3CertificateBuilder(
                        new X500Name(name),
                        new BigInteger("5a3c9e1f00112233445566778899aabb", 16),
                        Date.from(FROM),
                        Date.from(FROM.plus(Duration.ofDays(3650))),
                        new X500Name(name),
                        key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        if (identified) {
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(new byte[20]));
        }
        return Octets.of(
                builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(pair.getPrivate()))
                        .getEncoded());
    }

    private int lint(String... arguments) {
        return lint(new byte[0], arguments);
    }

    private int lint(byte[] input, String... arguments) {
        out.reset();
        err.reset();
        return LintFile.run(
                arguments,
                new ByteArrayInputStream(input),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content).toString();
    }

    @Test
    void aCertificateInOrderIsSaidToBeSoWhicheverWayItIsWritten() throws IOException {
        var pem = Pem.encode("CERTIFICATE", root).getBytes(StandardCharsets.US_ASCII);
        var der = file("root.der", root.toArray());
        assertThat(lint(der)).isZero();
        assertThat(said()).isEqualTo(der + ": certificate, nothing found\n");
        assertThat(lint(file("root.pem", pem))).isZero();
        assertThat(lint(pem, "-")).isZero();
        assertThat(said()).startsWith("-: certificate");
        assertThat(lint(der, "--issuer", der)).isZero();
    }

    @Test
    void findingsAreListedWithRuleSeverityAndSource() throws IOException {
        var file = file("bad.der", nameless.toArray());
        assertThat(lint(file)).isOne();
        assertThat(said())
                .contains(
                        "  error   country_is_two_letters: countryName is 'de' (X.520 6.3.1",
                        "  error   subject_key_is_named: ")
                .doesNotContain("\u001b");
        assertThat(lint("--json", file)).isOne();
        assertThat(said())
                .startsWith("{\"file\":")
                .contains("\"rule\":\"subject_key_is_named\"", "\"severity\":\"error\"")
                .doesNotContain("\u001b");
        assertThat(said().lines()).hasSize(1);
    }

    @Test
    void anotherIssuerIsFound() throws IOException {
        var one = file("one.der", root.toArray());
        var other = file("other.der", nameless.toArray());
        assertThat(lint(one, "--issuer", other)).isOne();
        assertThat(said()).contains("issuer_signed", "issuer_name_chains");
    }

    /** In the folder, and without a word where all is well. */
    private void openssl(String command) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("openssl"));
        words.addAll(List.of(command.split(" ")));
        var log = folder.resolve("openssl.log");
        var status =
                new ProcessBuilder(words)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .waitFor();
        assertThat(status).as(() -> command + ": " + log.toUri()).isZero();
    }

    @Test
    void whatOpensslAsksForAndAnswersIsRead() throws Exception {
        var key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
        openssl("req -x509 " + key + " -keyout ca.key -out ca.pem -subj /CN=CA -days 30");
        openssl("req -x509 " + key + " -keyout x.key -out other.pem -subj /CN=Other -days 30");
        openssl("req -new " + key + " -keyout www.key -out www.csr -subj /CN=www.lineageca.org");
        openssl(
                "x509 -req -in www.csr -CA ca.pem -CAkey ca.key -set_serial 4711 -days 5 -out www.pem");
        Files.writeString(
                folder.resolve("index.txt"),
                "V\t401231000000Z\t\t1267\tunknown\t/CN=www.lineageca.org\n");
        openssl("ocsp -CAfile ca.pem -issuer ca.pem -cert www.pem -reqout request.der");
        openssl(
                "ocsp -index index.txt -CA ca.pem -rsigner ca.pem -rkey ca.key -reqin request.der -respout answer.der -ndays 4");
        var answer = folder.resolve("answer.der").toString();

        assertThat(lint(folder.resolve("www.csr").toString())).as(this::said).isZero();
        assertThat(said()).contains("www.csr: request, nothing found");
        assertThat(lint(answer, "--issuer", folder.resolve("ca.pem").toString()))
                .as(this::said)
                .isZero();
        assertThat(said()).contains("answer.der: ocsp response, nothing found");
        assertThat(lint(answer, "--issuer", folder.resolve("other.pem").toString())).isOne();
        assertThat(said()).contains("ocsp_is_about_issuer", "ocsp_signer_is_issuers");
    }

    @Test
    void whatCannotBeReadIsNamedAndNothingElseIsSaid() throws IOException {
        var text = file("text", "hello".getBytes(StandardCharsets.US_ASCII));
        for (var arguments :
                new String[][] {
                    {},
                    {"--issuer"},
                    {folder.resolve("nothing").toString()},
                    {text},
                    {file("short.der", root.first(100).toArray())},
                    {file("empty.der", new byte[] {0x30, 0})}
                }) {
            assertThat(lint(arguments)).isEqualTo(2);
            assertThat(said()).isEmpty();
            assertThat(err.toString(StandardCharsets.UTF_8)).endsWith(".\n");
        }
        assertThat(lint(new byte[33 * 1024 * 1024], "-")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("more than 33554432 octets");
    }

    @Test
    void everythingInAFileIsLookedAtInItsOrder() throws Exception {
        openssl(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -subj /CN=CA -days 30");
        Files.writeString(folder.resolve("index.txt"), "");
        Files.writeString(
                folder.resolve("ca.cnf"),
                "[ca]\ndefault_ca=x\n[x]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=3\n");
        openssl("ca -config ca.cnf -gencrl -keyfile ca.key -cert ca.pem -out ca.crl");
        var certificate = Files.readString(folder.resolve("ca.pem"));
        var all =
                certificate
                        + Files.readString(folder.resolve("ca.crl"))
                        + Files.readString(folder.resolve("ca.key"))
                        + certificate.repeat(20);
        assertThat(lint(file("all.pem", all.getBytes(StandardCharsets.US_ASCII)))).isOne();
        assertThat(said().lines().filter(line -> line.contains("all.pem: crl"))).hasSize(1);
        assertThat(said().lines().filter(line -> line.contains("all.pem: certificate")))
                .hasSize(21);
    }

    @Test
    void whatCannotBeReadKeepsNothingElseFromBeingRead() throws IOException {
        var text = file("text", "hello".getBytes(StandardCharsets.US_ASCII));
        var der = file("root.der", root.toArray());
        assertThat(lint(text, folder.resolve("nothing").toString(), der)).isEqualTo(2);
        assertThat(said()).isEqualTo(der + ": certificate, nothing found\n");
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
        var cut =
                file(
                        "cut.pem",
                        "-----BEGIN CERTIFICATE-----\nMIIB\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(lint(cut)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("CERTIFICATE block has no end");
    }
}
