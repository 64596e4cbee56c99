package org.lineageca.ca.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

/**
 * The key and the certificate of one person or program: filled beside its place and moved there
 * when complete.
 */
record CredentialFolder(Path place) {

    private static final String CERTIFICATE = "certificate.pem";
    private static final int PASSWORD_OCTETS = 15;

    boolean exists() {
        return Files.exists(place);
    }

    /** The certificate that a run which was cut short wrote, its key beside it. */
    Optional<Octets> unfinished() throws IOException {
        var file = making().resolve(CERTIFICATE);
        return Files.exists(file)
                ? Optional.of(Pem.decode(Files.readString(file), List.of("CERTIFICATE")))
                : Optional.empty();
    }

    /** Writes a key and its chain. */
    void write(KeyPair keys, List<Octets> chain) throws IOException {
        begin();
        writeKey(keys);
        writeCertificate(chain);
    }

    /**
     * The same with a PKCS#12 store to be imported into a browser, and the password to do it with.
     *
     * @param random makes the password
     */
    void write(String name, KeyPair keys, List<Octets> chain, RandomGenerator random)
            throws IOException, GeneralSecurityException {
        begin();
        writeKey(keys);
        var octets = new byte[PASSWORD_OCTETS];
        random.nextBytes(octets);
        var password = Base64.getUrlEncoder().encodeToString(octets);
        PrivateFile.write(
                making().resolve("officer.p12.password"),
                (password + "\n").getBytes(StandardCharsets.US_ASCII));
        PrivateFile.write(
                making().resolve("officer.p12"),
                SoftwareKey.pkcs12(name, keys, chain, password.toCharArray()));
        writeCertificate(chain);
    }

    void finish() throws IOException {
        Files.move(making(), place);
    }

    /** Deletes what is not finished. */
    void discard() throws IOException {
        if (Files.exists(making())) {
            try (var files = Files.newDirectoryStream(making())) {
                for (var file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(making());
        }
    }

    private void begin() throws IOException {
        Files.createDirectories(place.toAbsolutePath().getParent());
        discard();
        Files.createDirectory(
                making(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private void writeKey(KeyPair keys) throws IOException {
        PrivateFile.write(
                making().resolve("key.pem"),
                Pem.encode("PRIVATE KEY", Octets.of(keys.getPrivate().getEncoded()))
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** The last file: where it is, the others are whole. */
    private void writeCertificate(List<Octets> chain) throws IOException {
        var writing = making().resolve(CERTIFICATE + ".making");
        PrivateFile.write(writing, Pem.chain(chain).getBytes(StandardCharsets.US_ASCII));
        Files.move(writing, making().resolve(CERTIFICATE));
    }

    private Path making() {
        return place.resolveSibling(place.getFileName() + ".making");
    }
}
