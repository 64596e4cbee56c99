package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.lifecycle.SignCertificate.Outcome;
import org.lineageca.ca.transparency.LogList;
import org.lineageca.ca.transparency.TransparencyLog;
import org.lineageca.ca.transparency.log.TestLog;
import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

/** What others make of the SCTs in a certificate: Bouncy Castle with the JDK, and OpenSSL. */
class EmbeddedSctsTest {

    private static final ASN1ObjectIdentifier SCTS =
            new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");

    @TempDir Path folder;

    @Test
    void othersFindThemValid() throws Exception {
        var pki = new TestPki();
        var roots = List.of(pki.root.certificate().der());
        try (var first = TestLog.start("first", "One", roots, null, pki.clock);
                var second =
                        TestLog.start(
                                "second", "Two", TestRequests.rsa(2048), roots, null, pki.clock)) {
            var logs = List.of(first.described(), second.described());
            var keys = TestRequests.ec("secp256r1");
            var leaf = issue(pki, logs, keys);
            jdkVerifies(leaf, pki.issuing.certificate().der(), logs);

            var text =
                    run("openssl", "x509", "-noout", "-text", "-in", pem("leaf", leaf).toString());
            assertThat(text)
                    .contains("CT Precertificate SCTs")
                    .doesNotContain("Precertificate Poison");
            for (var log : logs) {
                // "Log ID    : 01:23:…", sixteen octets a line.
                assertThat(text.replaceAll("[\\s:]", ""))
                        .containsIgnoringCase("LogID" + log.id().sha256().toHex());
            }
            openSslFindsThemValid(pki, logs, keys, leaf);
            theyGoWithTheirGeneration(pki);
        }
    }

    private static void theyGoWithTheirGeneration(TestPki pki) {
        var owner = pki.asOwner();
        var number =
                owner.fetchSingle("SELECT generation_id FROM logged_certificate")
                        .get(0, Integer.class);
        owner.execute("UPDATE generation SET state = 'Retired' WHERE generation_id = " + number);
        owner.execute("SELECT drop_partitions(" + number + ")");
        assertThat(owner.fetchValue("SELECT count(*) FROM precertificate")).hasToString("0");
        assertThat(
                        owner.fetchValue(
                                "SELECT to_regclass('logged_certificate_g" + number + "')::text"))
                .isNull();
    }

    private static Octets issue(TestPki pki, List<TransparencyLog> logs, KeyPair keys) {
        var request =
                TestRequests.request(
                        keys,
                        "SHA256withECDSA",
                        "CN=embedded.example",
                        new GeneralName(GeneralName.dNSName, "embedded.example"));
        var outcome =
                pki.signingWith(new LogList(logs, Duration.ofMinutes(1)))
                        .sign(
                                LoggedCertificatesTest.content(pki, request, "embedded.example"),
                                RequestOrigin.of(request.sha256(), ACTOR));
        assertThat(outcome).isInstanceOf(Outcome.Signed.class);
        return ((Outcome.Signed) outcome).der();
    }

    /** With Bouncy Castle's parser and generator, and the JDK's signatures. */
    private static void jdkVerifies(Octets leaf, Octets issuer, List<TransparencyLog> logs)
            throws IOException, GeneralSecurityException {
        var certificate = new X509CertificateHolder(leaf.toArray());
        var issuerKey = new X509CertificateHolder(issuer.toArray()).getSubjectPublicKeyInfo();
        var list =
                ASN1OctetString.getInstance(certificate.getExtension(SCTS).getParsedValue())
                        .getOctets();
        var in = new DataInputStream(new ByteArrayInputStream(list));
        assertThat(in.readUnsignedShort()).isEqualTo(list.length - 2);
        var seen = new ArrayList<Octets>();
        while (in.available() > 0) {
            in.readUnsignedShort();
            assertThat(in.readByte()).isZero();
            var id = Octets.of(in.readNBytes(32));
            var millis = in.readLong();
            assertThat(in.readUnsignedShort()).isZero();
            assertThat(in.readUnsignedByte()).isEqualTo(4);
            var isEcdsa = in.readUnsignedByte() == 3;
            var value = in.readNBytes(in.readUnsignedShort());
            var log =
                    logs.stream()
                            .filter(each -> each.publicKey().sha256().equals(id))
                            .findFirst()
                            .orElseThrow();
            var verifier = Signature.getInstance(isEcdsa ? "SHA256withECDSA" : "SHA256withRSA");
            verifier.initVerify(
                    java.security.KeyFactory.getInstance(isEcdsa ? "EC" : "RSA")
                            .generatePublic(
                                    new java.security.spec.X509EncodedKeySpec(
                                            log.publicKey().toArray())));
            verifier.update(
                    entry(millis, Octets.of(issuerKey.getEncoded()).sha256(), logged(certificate)));
            assertThat(verifier.verify(value)).as(log.name()).isTrue();
            seen.add(id);
        }
        assertThat(seen).hasSize(2).doesNotHaveDuplicates();
    }

    private static byte[] entry(long millis, Octets issuerKeyHash, byte[] tbs) throws IOException {
        var written = new ByteArrayOutputStream();
        var out = new DataOutputStream(written);
        out.writeShort(0);
        out.writeLong(millis);
        out.writeShort(1);
        out.write(issuerKeyHash.toArray());
        out.writeByte(tbs.length >>> 16);
        out.writeShort(tbs.length & 0xffff);
        out.write(tbs);
        out.writeShort(0);
        return written.toByteArray();
    }

    private static byte[] logged(X509CertificateHolder certificate) throws IOException {
        var there = certificate.toASN1Structure().getTBSCertificate();
        var made = new V3TBSCertificateGenerator();
        made.setSerialNumber(there.getSerialNumber());
        made.setSignature(there.getSignature());
        made.setIssuer(there.getIssuer());
        made.setStartDate(there.getStartDate());
        made.setEndDate(there.getEndDate());
        made.setSubject(there.getSubject());
        made.setSubjectPublicKeyInfo(there.getSubjectPublicKeyInfo());
        var kept = new ExtensionsGenerator();
        for (var type : there.getExtensions().getExtensionOIDs()) {
            if (!type.equals(SCTS)) {
                kept.addExtension(there.getExtensions().getExtension(type));
            }
        }
        made.setExtensions(kept.generate());
        return made.generateTBSCertificate().getEncoded(ASN1Encoding.DER);
    }

    /** A TLS client that demands SCTs (openssl-s_client(1), -ct). */
    private void openSslFindsThemValid(
            TestPki pki, List<TransparencyLog> logs, KeyPair keys, Octets leaf) throws Exception {
        var list = Files.writeString(folder.resolve("logs.cnf"), TestLog.openSslList(logs));
        var key =
                Files.writeString(
                        folder.resolve("key.pem"),
                        Pem.encode("PRIVATE KEY", Octets.of(keys.getPrivate().getEncoded())));
        var root = pem("root", pki.root.certificate().der());
        var port = freePort();
        var server =
                new ProcessBuilder(
                                "openssl",
                                "s_server",
                                "-quiet",
                                "-accept",
                                "127.0.0.1:" + port,
                                "-cert",
                                pem("leaf", leaf).toString(),
                                "-key",
                                key.toString(),
                                "-cert_chain",
                                pem("issuer", pki.issuing.certificate().der()).toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("server.log").toFile())
                        .start();
        try {
            Awaitility.await().until(() -> listens(port));
            var seen =
                    run(
                            "openssl",
                            "s_client",
                            "-connect",
                            "127.0.0.1:" + port,
                            "-ct",
                            "-ctlogfile",
                            list.toString(),
                            "-CAfile",
                            root.toString(),
                            "-attime",
                            Long.toString(pki.clock.instant().plusSeconds(60).getEpochSecond()),
                            "-verify_return_error");
            assertThat(seen).contains("SCTs present (2)", "Verify return code: 0 (ok)");
            assertThat(seen.split("SCT validation status: valid", -1)).hasSize(3);
        } finally {
            server.destroy();
            server.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static boolean listens(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path pem(String name, Octets der) throws IOException {
        return Files.writeString(folder.resolve(name + ".pem"), Pem.encode("CERTIFICATE", der));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
