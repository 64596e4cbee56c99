package org.lineageca.ocsp.config;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalInt;
import org.lineageca.hsm.client.SocketSigner;
import org.lineageca.ocsp.store.JooqStatusSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program. */
public final class Application implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Application.class);
    private static final String CONFIGURATION = "lineage.config";

    private final OcspResponder responder;
    private final SocketSigner signer;
    private final HikariDataSource database;

    private Application(OcspResponder responder, SocketSigner signer, HikariDataSource database) {
        this.responder = responder;
        this.signer = signer;
        this.database = database;
    }

    /** Runs until SIGTERM; exits with 1 if it cannot start. */
    public static void main(String[] arguments) {
        var file = System.getProperty(CONFIGURATION, "etc/ocsp-responder.yml");
        try {
            var application = start(Configuration.read(Path.of(file)));
            Runtime.getRuntime().addShutdownHook(new Thread(application::close));
        } catch (ConfigurationException | IOException e) {
            LOG.error("not started: {}", e.getMessage());
            System.exit(1);
        }
    }

    /** Starts all of it; neither the database nor the signer need be there yet. */
    static Application start(Configuration configuration) throws IOException {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        var database = DatabasePool.open(configuration.database());
        var signer =
                SocketSigner.of(configuration.signer().socket(), configuration.signer().token());
        var clock = InstantSource.system();
        try {
            var responder =
                    OcspResponder.start(
                            configuration,
                            new JooqStatusSource(
                                    database,
                                    clock,
                                    configuration.database().isCopy(),
                                    configuration.crlReference()),
                            signer,
                            clock);
            return new Application(responder, signer, database);
        } catch (IOException e) {
            signer.close();
            database.close();
            throw e;
        }
    }

    int port() {
        return responder.port();
    }

    OptionalInt operatorPort() {
        return responder.operatorPort();
    }

    @Override
    public void close() {
        responder.close();
        signer.close();
        database.close();
        LOG.info("stopped");
    }
}
