package org.lineageca.launcher.installation;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where everything of one installation lies.
 *
 * @param home the folder Lineage was unpacked and built in: the programs
 * @param data the installation's own folder, absolute: what it knows and keeps
 */
public record Installation(Path home, Path data) {

    public Installation {
        home = home.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    /** Whether a first {@code up} has begun here. */
    public boolean exists() {
        return Files.exists(settings());
    }

    public Path settings() {
        return data.resolve("lineage.yml");
    }

    public Path pkiDescription() {
        return data.resolve("pki.yml");
    }

    /** There once the PKI is complete: from then on nothing of it is made anew. */
    public Path pkiCreatedMarker() {
        return data.resolve("pki-created");
    }

    public boolean pkiCreated() {
        return Files.exists(pkiCreatedMarker());
    }

    /** There once the first people of an offline installation have their credentials. */
    public Path vaultCreatedMarker() {
        return data.resolve("vault-created");
    }

    public boolean vaultCreated() {
        return Files.exists(vaultCreatedMarker());
    }

    public Path configuration(String program) {
        return data.resolve("etc").resolve(program + ".yml");
    }

    /** Which PKCS #11 library reaches which token. Usually there is none, and it is SoftHSM's. */
    public Path tokenLibraries() {
        return data.resolve("pkcs11.yml");
    }

    /**
     * Options that the JVMs of a module are started with after Lineage's own, in an argument file
     * of {@code java}; {@code all} is for every module. Usually there is none.
     */
    public Path javaOptions(String module) {
        return data.resolve("java").resolve(module + ".options");
    }

    public Path secrets() {
        return data.resolve("etc/secrets");
    }

    /** The jars that run, apart from those a build may write over. */
    public Path programs() {
        return data.resolve("programs");
    }

    public Path run() {
        return data.resolve("run");
    }

    public Path statusFile() {
        return run().resolve("status");
    }

    public Path supervisorFile() {
        return run().resolve("supervisor.pid");
    }

    public Path logs() {
        return data.resolve("log");
    }

    public Path log(String program) {
        return logs().resolve(program + ".log");
    }

    public Path postgresql() {
        return data.resolve("postgresql");
    }

    public Path published() {
        return data.resolve("published");
    }

    public Path credentials() {
        return data.resolve("credentials");
    }

    public Path credential(String name) {
        return credentials().resolve(name);
    }

    /** Transcripts of how people came in again. */
    public Path recoveries() {
        return data.resolve("recoveries");
    }

    public Path rootCertificate() {
        return credentials().resolve("root.pem");
    }
}
