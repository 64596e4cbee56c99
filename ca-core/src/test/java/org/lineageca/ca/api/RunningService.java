package org.lineageca.ca.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.CertifyGeneration;
import org.lineageca.ca.lifecycle.CreateGeneration;
import org.lineageca.ca.lifecycle.EnableGeneration;
import org.lineageca.ca.lifecycle.IssueCertificate;
import org.lineageca.ca.lifecycle.IssueCrl;
import org.lineageca.ca.lifecycle.IssueOcspSigner;
import org.lineageca.ca.lifecycle.PrincipalStore;
import org.lineageca.ca.lifecycle.PublishFirst;
import org.lineageca.ca.profile.ReadyMade;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.Pem;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.softhsm.TemporaryToken;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.octets.Octets;

/**
 * The service for machines with everything real: mutual TLS, database, token; a root, an issuing
 * CA, a client of each role, and one that nobody registered.
 */
final class RunningService implements AutoCloseable {

    static final String LINEAGE = "servers";

    /** The client that holds a certificate of ours and has no role. */
    static final String STRANGER = "stranger";

    private static final Actor ACTOR = new Actor.Installation("test");
    private static final char[] PASSWORD = {};

    private final TemporaryDatabase database = TemporaryDatabase.start();
    private final TemporaryToken token = TemporaryToken.start("issuing");
    private final Map<String, HttpClient> clients = new HashMap<>();
    private final Path folder;
    private final ApplicationContext context;
    private final EmbeddedServer server;
    private final Generation.Enabled root;
    private final Generation.Enabled issuing;

    private RunningService(Path folder, Map<String, Object> settings) {
        this.folder = folder;
        try {
            var all = new HashMap<>(settings);
            all.putAll(settings());
            context = ApplicationContext.run(all);
            root = generation("CN=Test Root,O=Example", null, null, Duration.ofDays(3650));
            issuing = generation("CN=Test Issuing,O=Example", LINEAGE, root, Duration.ofDays(1825));
            addProfiles();
            writeServerCredential();
            for (var role : TrustedRole.values()) {
                clients.put(role.name(), client(role.name(), role));
            }
            clients.put(STRANGER, client(STRANGER, null));
            server = context.getBean(EmbeddedServer.class).start();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the service did not start", e);
        }
    }

    /**
     * Starts it.
     *
     * @param folder for its files
     * @param settings beyond those every service needs
     */
    static RunningService start(Path folder, Map<String, Object> settings) {
        return new RunningService(folder, settings);
    }

    ApplicationContext context() {
        return context;
    }

    Generation.Enabled issuing() {
        return issuing;
    }

    Generation.Enabled root() {
        return root;
    }

    /** Registers a further client. */
    void add(String name, TrustedRole role) {
        try {
            clients.put(name, client(name, role));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the client was not made", e);
        }
    }

    /** A request to a path of the service. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.getPort() + path));
    }

    HttpResponse<String> send(TrustedRole role, HttpRequest.Builder request) {
        return send(role.name(), request);
    }

    HttpResponse<String> send(String client, HttpRequest.Builder request) {
        return send(client, request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> sendForOctets(TrustedRole role, HttpRequest.Builder request) {
        return send(role.name(), request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** A certificate for a host, issued beside the interface; DER, leaf first. */
    List<Octets> issue(String host) {
        return context.getBean(IssueCertificate.class)
                .issue(ACTOR, "tls-server", TestRequests.server(host))
                .chain();
    }

    @Override
    public void close() {
        clients.values().forEach(HttpClient::close);
        context.close();
        token.close();
        database.close();
    }

    private <T> HttpResponse<T> send(
            String client, HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return java.util.Objects.requireNonNull(clients.get(client))
                    .send(request.timeout(Duration.ofMinutes(2)).build(), body);
        } catch (IOException e) {
            throw new IllegalStateException("the service did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> settings() throws IOException {
        var password = Files.writeString(folder.resolve("password"), database.password());
        return Map.of(
                "lineage.database.url",
                database.jdbcUrl(),
                "lineage.database.user",
                "core",
                "lineage.database.password-file",
                password.toString(),
                "lineage.signers.issuing.socket",
                token.socket().toString(),
                "lineage.signers.issuing.token",
                "issuing",
                "lineage.tls.certificate",
                folder.resolve("certificate.pem").toString(),
                "lineage.tls.key",
                folder.resolve("key.pem").toString(),
                "lineage.http.port",
                "-1",
                PatientSigners.ARE_WANTED,
                true);
    }

    private Generation.Enabled generation(
            String name,
            @Nullable String lineage,
            Generation.@Nullable Enabled parent,
            Duration validity) {
        var plan =
                new CreateGeneration.Plan(
                        DistinguishedName.of(name),
                        1,
                        "issuing",
                        lineage == null ? "root" : lineage,
                        KeyAlgorithm.P256,
                        lineage,
                        parent == null ? null : parent.identity().id(),
                        CrlPolicy.plain(
                                CrlSchedule.regular(Duration.ofHours(12), Duration.ofDays(7))),
                        "http://crl.example",
                        parent == null ? null : "http://ocsp.example");
        var staged =
                context.getBean(CertifyGeneration.class)
                        .certify(
                                ACTOR,
                                context.getBean(CreateGeneration.class).create(ACTOR, plan),
                                parent == null ? null : parent.issuer(),
                                parent == null ? CaConstraints.NONE : CaConstraints.ISSUING,
                                validity);
        // Nobody publishes here: what is recorded counts as served.
        var publish =
                new PublishFirst(
                        context.getBean(IssueCrl.class),
                        context.getBean(IssueOcspSigner.class),
                        (_, _, _) -> {});
        return new EnableGeneration(
                        context.getBean(AuthorityStore.class),
                        publish,
                        context.getBean(InstantSource.class))
                .enable(ACTOR, staged);
    }

    private void addProfiles() {
        var authorities = context.getBean(AuthorityStore.class);
        for (var template :
                List.of(CertificateTemplate.TLS_SERVER, CertificateTemplate.TLS_CLIENT)) {
            var name = template == CertificateTemplate.TLS_SERVER ? "tls-server" : "tls-client";
            authorities.add(
                    ReadyMade.derive(name, template, LINEAGE, Duration.ofDays(90), false),
                    context.getBean(InstantSource.class).instant(),
                    ACTOR);
        }
    }

    private void writeServerCredential() throws IOException, GeneralSecurityException {
        var keys = TestRequests.ec("secp256r1");
        var request =
                TestRequests.request(
                        keys,
                        "SHA256withECDSA",
                        "CN=localhost",
                        new GeneralName(GeneralName.dNSName, "localhost"),
                        new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        var issued = context.getBean(IssueCertificate.class).issue(ACTOR, "tls-server", request);
        Files.writeString(folder.resolve("certificate.pem"), Pem.chain(issued.chain()));
        Files.writeString(
                folder.resolve("key.pem"),
                Pem.encode("PRIVATE KEY", Octets.of(keys.getPrivate().getEncoded())));
    }

    private HttpClient client(String name, @Nullable TrustedRole role)
            throws IOException, GeneralSecurityException {
        var keys = TestRequests.ec("secp256r1");
        var request = TestRequests.request(keys, "SHA256withECDSA", "CN=" + name);
        var issued = context.getBean(IssueCertificate.class).issue(ACTOR, "tls-client", request);
        if (role != null) {
            context.getBean(PrincipalStore.class)
                    .register(
                            name,
                            role,
                            new PrincipalStore.IssuedCertificate(
                                    issuing.identity().id(),
                                    issued.serial(),
                                    issued.chain().getFirst()),
                            context.getBean(InstantSource.class).instant(),
                            ACTOR);
        }
        return HttpClient.newBuilder().sslContext(tls(keys, issued.chain())).build();
    }

    private SSLContext tls(KeyPair keys, List<Octets> chain)
            throws IOException, GeneralSecurityException {
        // In memory only: PKCS12 would encrypt the key and decrypt it, at 10,000 rounds each.
        var store = KeyStore.getInstance("JKS");
        store.load(null, PASSWORD);
        var certificates = new Certificate[chain.size()];
        for (var i = 0; i < certificates.length; i++) {
            certificates[i] = certificate(chain.get(i));
        }
        store.setKeyEntry("own", keys.getPrivate(), PASSWORD, certificates);
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, PASSWORD);
        var anchors = KeyStore.getInstance("JKS");
        anchors.load(null, PASSWORD);
        anchors.setCertificateEntry("root", certificate(root.certificate().der()));
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(anchors);
        var tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trusted.getTrustManagers(), new SecureRandom());
        return tls;
    }

    private static Certificate certificate(Octets der) throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der.toArray()));
    }

    /** JSON, quoted by the caller where it must be. */
    static HttpRequest.BodyPublisher json(String text) {
        return HttpRequest.BodyPublishers.ofString(text, StandardCharsets.UTF_8);
    }
}
