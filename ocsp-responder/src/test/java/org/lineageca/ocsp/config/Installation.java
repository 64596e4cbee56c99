package org.lineageca.ocsp.config;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.softhsm.TemporaryToken;
import org.lineageca.migrations.LoginRole;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.ocsp.fixture.Relay;
import org.lineageca.ocsp.fixture.StatusTables;
import org.lineageca.ocsp.fixture.TestAuthority;
import org.lineageca.octets.Octets;

/** A real database and a real token, and a configuration that names them. */
final class Installation implements AutoCloseable {

    private final TemporaryDatabase database = TemporaryDatabase.start();
    private final TemporaryToken token = TemporaryToken.start("responder");
    private final StatusTables tables = new StatusTables(database);
    private final Relay databaseRelay;
    private final AtomicLong serials = new AtomicLong(1_000);

    Installation() throws IOException {
        databaseRelay = Relay.to(address().getPort());
    }

    /** The way from the responder to the database. */
    Relay databaseRelay() {
        return databaseRelay;
    }

    TemporaryToken token() {
        return token;
    }

    StatusTables tables() {
        return tables;
    }

    /** A generation that the responder can answer for. */
    int serve(TestAuthority authority) {
        var generation = tables.addGeneration(authority);
        var serial = serials.incrementAndGet();
        var key =
                token.signer()
                        .generate(
                                "ocsp-" + serial,
                                KeyAlgorithm.P256,
                                Set.of(KeyPurpose.OCSP_RESPONSE))
                        .handle();
        var certificate =
                authority.delegate(
                        BigInteger.valueOf(serial), key.publicKey(), Duration.ofDays(30));
        tables.addDelegate(generation, certificate, key);
        return generation;
    }

    /** A serial number never given before. */
    long newSerial() {
        return serials.incrementAndGet();
    }

    /** Issues another certificate and returns its serial number. */
    Octets issue(int generation) {
        var serial = TestAuthority.serial(newSerial());
        tables.issue(generation, serial);
        return serial;
    }

    Path configuration(Path folder, int port) throws IOException {
        var password = Files.writeString(folder.resolve("password"), database.password() + "\n");
        return Files.writeString(
                folder.resolve("ocsp-responder.yml"),
                """
                lineage:
                  database: {url: "%s", user: %s, password-file: "%s"}
                  signer: {socket: "%s", token: responder}
                  http: {host: 127.0.0.1, port: %d}
                """
                        .formatted(
                                "jdbc:postgresql://127.0.0.1:"
                                        + databaseRelay.port()
                                        + address().getPath(),
                                LoginRole.RESPONDER.name(),
                                password,
                                token.socket(),
                                port));
    }

    private URI address() {
        return URI.create(database.jdbcUrl().substring("jdbc:".length()));
    }

    @Override
    public void close() throws IOException {
        databaseRelay.close();
        token.close();
        database.close();
    }
}
