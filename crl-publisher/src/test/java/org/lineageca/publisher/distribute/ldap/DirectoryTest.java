package org.lineageca.publisher.distribute.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.util.ssl.SSLUtil;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lineageca.publisher.distribute.MediaType;
import org.lineageca.publisher.distribute.PublishedFile;
import org.lineageca.publisher.distribute.ldap.DirectorySettings.Login;
import org.lineageca.publisher.distribute.ldap.DirectorySettings.Protection;
import org.lineageca.publisher.distribute.ldap.DirectorySettings.Server;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.testpki.CrlDraft;
import org.lineageca.publisher.testpki.TestAuthority;

/** Publishing to a directory that knows the standard's schema and holds to it. */
class DirectoryTest {

    private static final String BASE = "ou=pki,dc=example,dc=org";
    private static final String WRITER = "cn=publisher,dc=example,dc=org";
    private static final TestAuthority CA = TestAuthority.create("Directory CA");

    @TempDir private Path folder;
    private Instant now = Instant.parse("2026-11-21T08:00:00Z");
    private final Map<Integer, Octets> crls = new HashMap<>();
    private final Octets certificate = CA.selfSigned(now);
    private InMemoryDirectoryServer server;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(folder.resolve("password"), "correct horse\n");
        var configuration = new InMemoryDirectoryServerConfig("dc=example,dc=org");
        configuration.addAdditionalBindCredentials(WRITER, "correct horse");
        var tls = tls();
        configuration.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig(
                        "plain", InetAddress.getLoopbackAddress(), 0, tls.createSSLSocketFactory()),
                InMemoryListenerConfig.createLDAPSConfig(
                        "tls",
                        InetAddress.getLoopbackAddress(),
                        0,
                        tls.createSSLServerSocketFactory(),
                        tls.createSSLSocketFactory()));
        server = new InMemoryDirectoryServer(configuration);
        server.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
        server.add("dn: " + BASE, "objectClass: organizationalUnit", "ou: pki");
        server.startListening();
    }

    @AfterEach
    void stop() {
        server.shutDown(true);
    }

    @Test
    void aGenerationHasAnEntryWithItsCrlAndItsCertificate() throws Exception {
        try (var directory = directory(Protection.NONE)) {
            for (var file : List.of(crl(1), certificate())) {
                assertThat(directory.holds(file)).isFalse();
                directory.store(file);
                assertThat(directory.holds(file)).isTrue();
            }
            directory.store(crl(2));
        }
        var entry = server.getEntry(generation());
        assertThat(entry.getObjectClassValues()).contains("cRLDistributionPoint", "pkiCA");
        assertThat(entry.getAttributeValueBytes("certificateRevocationList;binary"))
                .isEqualTo(crl(2).content().toArray());
        assertThat(entry.getAttributeValueBytes("cACertificate;binary"))
                .isEqualTo(certificate().content().toArray());
    }

    @Test
    void otherScopesAreOtherAttributesAndShardsHaveEntriesOfTheirOwn() throws Exception {
        try (var directory = directory(Protection.NONE)) {
            directory.store(file("ca.crl", 1));
            directory.store(file("complete-delta.crl", 2));
            directory.store(file("shard-7.crl", 3));
            directory.store(file("complete.pem", 4));
        }
        var entry = server.getEntry(generation());
        assertThat(entry.hasAttribute("authorityRevocationList;binary")).isTrue();
        assertThat(entry.hasAttribute("deltaRevocationList;binary")).isTrue();
        assertThat(entry.hasAttribute("certificateRevocationList;binary")).isFalse();
        assertThat(
                        server.getEntry("cn=shard-7," + generation())
                                .getAttributeValueBytes("certificateRevocationList;binary"))
                .isEqualTo(file("shard-7.crl", 3).content().toArray());
    }

    @Test
    void aLaterCrlOfAnotherPublisherIsLeft() throws Exception {
        try (var one = directory(Protection.NONE);
                var other = directory(Protection.NONE)) {
            one.store(crl(9));

            assertThatThrownBy(() -> other.holds(crl(8)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("has a later")
                    .hasMessageContaining("9; ours is 8");
            assertThat(other.holds(crl(9))).isTrue();
        }
    }

    @Test
    void whatSomebodyElseChangesIsSeenAndPutRight() throws Exception {
        try (var directory = directory(Protection.NONE)) {
            directory.store(crl(1));
            server.delete(generation());
            assertThat(directory.holds(crl(1))).isTrue();
            now = now.plus(Duration.ofMinutes(6));
            assertThat(directory.holds(crl(1))).isFalse();
            directory.store(crl(1));
        }
        assertThat(server.getEntry(generation())).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(Protection.class)
    void theConnectionIsProtectedAsConfigured(Protection protection) throws Exception {
        try (var directory = directory(protection)) {
            directory.store(crl(1));
        }
        assertThat(server.getEntry(generation())).isNotNull();
    }

    @Test
    void aServerWithAnotherCertificateGetsNoPassword() throws Exception {
        Files.writeString(
                folder.resolve("trust.pem"),
                pem(CA.selfSigned(Instant.now().minusSeconds(60)).toArray()));
        for (var protection : List.of(Protection.TLS, Protection.START_TLS)) {
            try (var directory = directory(protection)) {
                assertThatThrownBy(() -> directory.store(crl(1))).isInstanceOf(IOException.class);
            }
        }
        assertThat(server.getEntry(generation())).isNull();
    }

    @Test
    void aServerThatIsAwayOrRefusesIsAFailureAndItsReturnIsNoticed() throws Exception {
        try (var directory = directory(Protection.NONE)) {
            Files.writeString(folder.resolve("password"), "wrong horse");
            assertThatThrownBy(() -> directory.store(crl(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("invalid credentials")
                    .hasMessageNotContaining("wrong horse");
            Files.writeString(folder.resolve("password"), "correct horse");
            directory.store(crl(1));

            server.shutDown(true);
            assertThatThrownBy(() -> directory.store(crl(2))).isInstanceOf(IOException.class);
            server.startListening();
            directory.store(crl(2));
        }
    }

    private Directory directory(Protection protection) {
        var port = server.getListenPort(protection == Protection.TLS ? "tls" : "plain");
        return new Directory(
                new DirectorySettings(
                        "directory",
                        new Server("localhost", port, protection, folder.resolve("trust.pem")),
                        new Login(WRITER, folder.resolve("password")),
                        BASE),
                () -> now);
    }

    private static String generation() {
        return "cn=" + CA.label() + "," + BASE;
    }

    private PublishedFile crl(int number) {
        return file("complete.crl", number);
    }

    private PublishedFile file(String name, int number) {
        // No two signatures of a key are equal.
        var crl =
                crls.computeIfAbsent(
                        number, n -> new CrlDraft(CA, n, now, List.of(1L)).sign().der());
        return PublishedFile.of(CA.label() + "/" + name, MediaType.CRL, crl, now, null)
                .numbered(BigInteger.valueOf(number));
    }

    private PublishedFile certificate() {
        return PublishedFile.of(
                CA.label() + "/ca.crt", MediaType.CERTIFICATE, certificate, now, null);
    }

    private SSLUtil tls() throws Exception {
        var server = TestAuthority.create("localhost");
        var begins = Instant.now().minusSeconds(60);
        var certificate =
                new JcaX509CertificateConverter()
                        .getCertificate(
                                new JcaX509v3CertificateBuilder(
                                                server.name(),
                                                BigInteger.TEN,
                                                Date.from(begins),
                                                Date.from(begins.plusSeconds(86_400)),
                                                server.name(),
                                                server.keys().getPublic())
                                        .build(server.signer()));
        Files.writeString(folder.resolve("trust.pem"), pem(certificate.getEncoded()));
        var keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                "server", server.keys().getPrivate(), new char[0], new Certificate[] {certificate});
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, new char[0]);
        return new SSLUtil(managers.getKeyManagers(), null);
    }

    private static String pem(byte[] certificate) {
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(certificate));
    }
}
