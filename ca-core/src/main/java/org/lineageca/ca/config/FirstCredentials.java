package org.lineageca.ca.config;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.operator.OperatorCreationException;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.IssueCertificate;
import org.lineageca.ca.lifecycle.PrincipalStore;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

/** Keys and certificates of the first officer and of the installation's own programs, as files. */
@Singleton
final class FirstCredentials {

    private final IssueCertificate issueCertificate;
    private final AuthorityStore authorities;
    private final PrincipalStore principals;
    private final InstantSource clock;

    FirstCredentials(
            IssueCertificate issueCertificate,
            AuthorityStore authorities,
            PrincipalStore principals,
            InstantSource clock) {
        this.issueCertificate = issueCertificate;
        this.authorities = authorities;
        this.principals = principals;
        this.clock = clock;
    }

    void writeRoot(Path folder, CaCertificate root) throws IOException {
        Files.createDirectories(folder);
        PrivateFile.write(
                folder.resolve("root.pem"),
                Pem.chain(List.of(root.der())).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * A TLS server's key and certificate for the host of {@code url}, for localhost and for
     * 127.0.0.1.
     */
    void server(Path folder, String url, Actor actor) throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        try {
            var keys = SoftwareKey.generate();
            var issued =
                    issueCertificate.issue(
                            actor,
                            "service",
                            SoftwareKey.requestForServer(keys, URI.create(url).getHost()));
            var making = making(folder);
            write(making, keys, issued);
            Files.move(making, folder);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException(
                    "the credential " + folder + " was not made: " + e.getMessage(), e);
        }
    }

    /** A client's key and certificate, registered as a principal's. */
    void client(Path folder, String profile, String name, TrustedRole role, Actor actor)
            throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        try {
            var keys = SoftwareKey.generate();
            var issued =
                    issueCertificate.issue(
                            actor, profile, SoftwareKey.requestForClient(keys, name));
            var making = making(folder);
            write(making, keys, issued);
            var generation =
                    authorities
                            .enabled(authorities.profile(profile).orElseThrow().lineage())
                            .orElseThrow()
                            .identity()
                            .id();
            principals.register(
                    name,
                    role,
                    generation,
                    issued.serial(),
                    issued.chain().getFirst().sha256(),
                    clock.instant(),
                    actor);
            if (role.isHuman()) {
                writeBrowserStore(making, name, keys, issued);
            }
            Files.move(making, folder);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException(
                    "the credential " + folder + " was not made: " + e.getMessage(), e);
        }
    }

    /** Filled beside its place and moved there when complete. */
    private static Path making(Path folder) throws IOException {
        var making = folder.resolveSibling(folder.getFileName() + ".making");
        Files.createDirectories(making);
        return making;
    }

    private static void write(Path folder, KeyPair keys, IssueCertificate.Issued issued)
            throws IOException {
        PrivateFile.write(
                folder.resolve("key.pem"),
                Pem.encode("PRIVATE KEY", Octets.of(keys.getPrivate().getEncoded()))
                        .getBytes(StandardCharsets.US_ASCII));
        PrivateFile.write(
                folder.resolve("certificate.pem"),
                Pem.chain(issued.chain()).getBytes(StandardCharsets.US_ASCII));
    }

    /** PKCS#12 for import into a browser, and the password to do it with. */
    private static void writeBrowserStore(
            Path folder, String name, KeyPair keys, IssueCertificate.Issued issued)
            throws IOException, GeneralSecurityException {
        var random = new byte[15];
        new SecureRandom().nextBytes(random);
        var password = Base64.getUrlEncoder().encodeToString(random);
        PrivateFile.write(
                folder.resolve("officer.p12.password"),
                (password + "\n").getBytes(StandardCharsets.US_ASCII));
        PrivateFile.write(
                folder.resolve("officer.p12"),
                SoftwareKey.pkcs12(name, keys, issued.chain(), password.toCharArray()));
    }
}
