package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a request to a certificate that strangers' software believes. */
@ExtendWith(SharedInstallation.class)
@ResourceLock(SharedInstallation.LOCK)
class IssuanceTest {

    private static final String BLOCK =
            "-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+-----END CERTIFICATE-----\n";

    @Test
    void theCommandPrintsTheChainAloneLeafFirstWithoutTheRoot(Installation lineage) {
        lineage.request("chain.example");
        var issued =
                lineage.lineage("issue", "--profile", "tls-server", "chain-example-request.pem")
                        .succeeded();
        assertThat(issued.out()).matches(BLOCK + BLOCK);

        var names =
                lineage.shell()
                        .run(
                                issued.out(),
                                new String[] {
                                    "bash",
                                    "-c",
                                    "openssl crl2pkcs7 -nocrl -certfile /dev/stdin | openssl pkcs7 -print_certs -noout"
                                })
                        .succeeded();
        assertThat(names.out().lines().filter(line -> line.startsWith("subject")).toList())
                .satisfiesExactly(
                        leaf -> assertThat(leaf).contains("CN = chain.example"),
                        issuer -> assertThat(issuer).contains("CN = TLS Issuing CA 2026-1"));
    }

    @Test
    void aFolderOfRequestsBecomesAFolderOfChains(Installation lineage) {
        lineage.request("first.batch.example");
        lineage.request("second.batch.example");
        lineage.shell().bash("mkdir batch && cp *-batch-example-request.pem batch").succeeded();
        var issued =
                lineage.lineage(
                                "issue",
                                "--profile",
                                "tls-server",
                                "--batch",
                                "batch",
                                "--out",
                                "chains")
                        .succeeded();
        assertThat(issued.out()).contains("2 chains are in chains");
        var verified =
                lineage.shell()
                        .bash(
                                "for chain in chains/0*.pem; do openssl verify -CAfile data/credentials/root.pem -untrusted $chain $chain; done");
        assertThat(verified.succeeded().out())
                .isEqualTo(
                        "chains/00000001-first.batch.example.pem: OK\nchains/00000002-second.batch.example.pem: OK\n");
        assertThat(lineage.lineage("issue-batch").succeeded().out())
                .contains("over, 100 %, 2 of 2 requests, 2 issued, 0 refused");
    }

    @Test
    void opensslVerifiesItWithTheCrlItFetchesItself(Installation lineage) {
        var prefix = lineage.issueServer("verify.example");
        var verified =
                lineage.shell()
                        .bash(
                                "openssl verify -CAfile data/credentials/root.pem -untrusted %1$s-issuer.pem -crl_check -crl_download %1$s-chain.pem"
                                        .formatted(prefix));
        assertThat(verified.succeeded().out()).isEqualTo(prefix + "-chain.pem: OK\n");
    }

    @Test
    void opensslVerifiesTheWholeChainWithTheCrlsOfBothCas(Installation lineage) {
        var prefix = lineage.issueServer("whole.example");
        fetch(
                lineage,
                new CertificateUrls(lineage, prefix + "-chain.pem").crl(),
                "whole-issuing.crl");
        fetch(
                lineage,
                new CertificateUrls(lineage, prefix + "-issuer.pem").crl(),
                "whole-root.crl");
        var verified =
                lineage.shell()
                        .bash(
                                "openssl verify -x509_strict -CAfile data/credentials/root.pem -untrusted %1$s-issuer.pem -crl_check_all -CRLfile whole-issuing.crl -CRLfile whole-root.crl %1$s-chain.pem"
                                        .formatted(prefix));
        assertThat(verified.succeeded().out()).isEqualTo(prefix + "-chain.pem: OK\n");
    }

    @Test
    void gnutlsVerifiesItWithItsCrl(Installation lineage) {
        var prefix = lineage.issueServer("gnutls.example");
        fetch(
                lineage,
                new CertificateUrls(lineage, prefix + "-chain.pem").crl().replace(".crl", ".pem"),
                "gnutls-crl.pem");
        var verified =
                lineage.shell()
                        .bash(
                                "certtool --verify --load-ca-certificate data/credentials/root.pem --load-crl gnutls-crl.pem --infile "
                                        + prefix
                                        + "-chain.pem");
        assertThat(verified.succeeded().out())
                .contains("Chain verification output: Verified. The certificate is trusted.");
    }

    @Test
    void theCertificateNamesWhereItsStatusAndIssuerAreAndEachIsThere(Installation lineage) {
        var prefix = lineage.issueServer("urls.example");
        assertThat(lineage.ocspStatus(prefix)).contains(prefix + "-chain.pem: good");

        var crl = new CertificateUrls(lineage, prefix + "-chain.pem").crl();
        assertThat(crl).startsWith(lineage.crl().toString());
        fetch(lineage, crl, "urls.crl");
        assertThat(
                        lineage.shell()
                                .bash(
                                        "openssl crl -inform DER -in urls.crl -noout -CAfile "
                                                + prefix
                                                + "-issuer.pem")
                                .all())
                .contains("verify OK");

        fetch(
                lineage,
                new CertificateUrls(lineage, prefix + "-chain.pem").caIssuers(),
                "urls-issuer.der");
        lineage.shell()
                .bash(
                        "openssl x509 -in "
                                + prefix
                                + "-issuer.pem -outform DER | cmp - urls-issuer.der")
                .succeeded();
        fetch(
                lineage,
                new CertificateUrls(lineage, prefix + "-issuer.pem").caIssuers(),
                "urls-root.der");
        lineage.shell()
                .bash(
                        "openssl x509 -in data/credentials/root.pem -outform DER | cmp - urls-root.der")
                .succeeded();
    }

    @ParameterizedTest
    @CsvSource({
        "rsa2048.example, -newkey rsa:2048, (2048 bit)",
        "rsa4096.example, -newkey rsa:4096, (4096 bit)",
        "p384.example, -newkey ec -pkeyopt ec_paramgen_curve:P-384, NIST CURVE: P-384",
        "p521.example, -newkey ec -pkeyopt ec_paramgen_curve:P-521, NIST CURVE: P-521"
    })
    void keysOfManyKindsAreCertified(
            String host, String key, String expected, Installation lineage) {
        var request =
                "openssl req -new %1$s -nodes -subj /CN=%2$s -addext subjectAltName=DNS:%2$s -keyout key.pem -out %2$s.request"
                        .formatted(key, host);
        lineage.shell().bash(request).succeeded();
        lineage.lineage(
                        "issue",
                        "--profile",
                        "tls-server",
                        "--out",
                        host + ".chain",
                        host + ".request")
                .succeeded();
        assertThat(lineage.shell().bash("openssl x509 -noout -text -in " + host + ".chain").out())
                .contains(expected);
        var verified =
                lineage.shell()
                        .bash(
                                "openssl verify -CAfile data/credentials/root.pem -untrusted %1$s.chain -verify_hostname %1$s %1$s.chain"
                                        .formatted(host));
        assertThat(verified.succeeded().out()).contains("OK");
    }

    @Test
    void addressesAndWildcardsAreCertified(Installation lineage) {
        lineage.shell()
                .bash(
                        "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj / -keyout names-key.pem -out names-request.pem"
                                + " -addext 'subjectAltName=DNS:*.names.example,IP:192.0.2.7,IP:2001:db8::7'")
                .succeeded();
        lineage.lineage(
                        "issue",
                        "--profile",
                        "tls-server",
                        "--out",
                        "names-chain.pem",
                        "names-request.pem")
                .succeeded();
        assertThat(
                        lineage.shell()
                                .bash("openssl x509 -noout -ext subjectAltName -in names-chain.pem")
                                .out())
                .contains("critical")
                .contains(
                        "DNS:*.names.example, IP Address:192.0.2.7, IP Address:2001:DB8:0:0:0:0:0:7");
        for (var check :
                new String[] {
                    "-verify_hostname www.names.example",
                    "-verify_ip 192.0.2.7",
                    "-verify_ip 2001:db8::7"
                }) {
            lineage.shell()
                    .bash(
                            "openssl verify -CAfile data/credentials/root.pem -untrusted names-chain.pem "
                                    + check
                                    + " names-chain.pem")
                    .succeeded();
        }
    }

    @ParameterizedTest
    @CsvSource({"application/x-pem-file, PEM", "application/pkcs10, DER"})
    void machinesGetACertificateOverRest(String contentType, String form, Installation lineage)
            throws Exception {
        var host = form.toLowerCase(java.util.Locale.ROOT) + ".rest.example";
        lineage.request(host);
        lineage.shell()
                .bash(
                        "openssl req -in %s-request.pem -outform %s -out rest.request"
                                .formatted(host.replace('.', '-'), form))
                .succeeded();
        var curl = new Curl(lineage);
        var answer =
                curl.machine(
                        "/certificates?profile=tls-server",
                        "-H",
                        "Content-Type: " + contentType,
                        "--data-binary",
                        "@rest.request");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("content-type")).isEqualTo("application/pem-certificate-chain");
        assertThat(answer.body()).matches(BLOCK + BLOCK);

        var leaf =
                answer.body()
                        .substring(0, answer.body().indexOf("-----END CERTIFICATE-----\n") + 26);
        Files.writeString(lineage.folder().resolve("rest-leaf.pem"), leaf);
        var serial =
                lineage.shell()
                        .bash("openssl x509 -noout -serial -in rest-leaf.pem")
                        .out()
                        .strip()
                        .substring("serial=".length());
        assertThat(answer.header("location")).isEqualToIgnoringCase("/certificates/" + serial);
        var record =
                JsonParser.parseString(curl.machine(answer.header("location")).body())
                        .getAsJsonArray()
                        .get(0)
                        .getAsJsonObject();
        assertThat(record.get("pem").getAsString()).isEqualTo(leaf);
        assertThat(record.get("status").getAsString()).isEqualTo("good");
    }

    @Test
    void withoutAClientCertificateTheHandshakeFails(Installation lineage) {
        var answer = new Curl(lineage).anonymous("/certificates");
        assertThat(answer.status()).isZero();
        assertThat(answer.complaint())
                .containsIgnoringCase("alert")
                .contains("certificate required");
    }

    @Test
    void aStrangersCertificateFailsTheHandshakeToo(Installation lineage) throws Exception {
        var stranger = Files.createDirectories(lineage.folder().resolve("stranger"));
        lineage.shell()
                .bash(
                        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=stranger -keyout stranger/key.pem -out stranger/certificate.pem")
                .succeeded();
        assertThat(new Curl(lineage).as(stranger, "/certificates").status()).isZero();
    }

    @Test
    void aCertificateOfOursThatIsNotRegisteredIsTurnedAway(Installation lineage) throws Exception {
        var unknown = Files.createDirectories(lineage.folder().resolve("unknown"));
        lineage.shell()
                .bash(
                        "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=not-registered -keyout unknown/key.pem -out unknown/request.pem")
                .succeeded();
        lineage.lineage(
                        "issue",
                        "--profile",
                        "machine",
                        "--out",
                        "unknown/certificate.pem",
                        "unknown/request.pem")
                .succeeded();
        lineage.request("turned-away.example");
        var curl = new Curl(lineage);

        var answer =
                curl.as(
                        unknown,
                        "/certificates?profile=tls-server",
                        "-H",
                        "Content-Type: application/x-pem-file",
                        "--data-binary",
                        "@turned-away-example-request.pem");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("type").getAsString())
                .isEqualTo("urn:lineage:problem:unknown-client");
        assertThat(answer.json().get("detail").getAsString())
                .contains("not registered", "Nothing was done", "administrator");
        assertThat(curl.machine("/certificates?query=turned-away.example").body()).isEqualTo("[]");
        for (var path : new String[] {"/certificates", "/generations", "/nosuch"}) {
            assertThat(curl.as(unknown, path).status()).as(path).isEqualTo(403);
        }
    }

    private static void fetch(Installation lineage, String url, String file) {
        lineage.shell().run("curl", "-sS", "-f", "-o", file, url).succeeded();
    }
}
