package org.lineageca.ca.config;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bouncycastle.operator.OperatorCreationException;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.IssueCertificate;
import org.lineageca.ca.lifecycle.PrincipalStore;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.Pem;

/** Keys and certificates of the first officer and of the installation's own programs, as files. */
@Singleton
final class FirstCredentials {

    private final IssueCertificate issueCertificate;
    private final AuthorityStore authorities;
    private final PrincipalStore principals;
    private final InstantSource clock;
    private final RandomGenerator random;

    FirstCredentials(
            IssueCertificate issueCertificate,
            AuthorityStore authorities,
            PrincipalStore principals,
            InstantSource clock,
            RandomGenerator random) {
        this.issueCertificate = issueCertificate;
        this.authorities = authorities;
        this.principals = principals;
        this.clock = clock;
        this.random = random;
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
        var place = new CredentialFolder(folder);
        if (place.exists()) {
            return;
        }
        try {
            var keys = SoftwareKey.generate();
            var issued =
                    issueCertificate.issue(
                            actor,
                            "service",
                            SoftwareKey.requestForServer(keys, URI.create(url).getHost()));
            place.write(keys, issued.chain());
            place.finish();
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException(
                    "the credential " + folder + " was not made: " + e.getMessage(), e);
        }
    }

    /** A client's key and certificate, registered as a principal's. */
    void client(Path folder, String profile, String name, TrustedRole role, Actor actor)
            throws IOException {
        var place = new CredentialFolder(folder);
        if (place.exists()) {
            return;
        }
        try {
            var keys = SoftwareKey.generate();
            var issued =
                    issueCertificate.issue(
                            actor, profile, SoftwareKey.requestForClient(keys, name));
            if (role.isHuman()) {
                place.write(name, keys, issued.chain(), random);
            } else {
                place.write(keys, issued.chain());
            }
            var generation =
                    authorities
                            .enabled(authorities.profile(profile).orElseThrow().lineage())
                            .orElseThrow()
                            .identity()
                            .id();
            principals.register(
                    name,
                    role,
                    new PrincipalStore.IssuedCertificate(
                            generation, issued.serial(), issued.chain().getFirst()),
                    clock.instant(),
                    actor);
            place.finish();
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException(
                    "the credential " + folder + " was not made: " + e.getMessage(), e);
        }
    }
}
