package org.lineageca.ocsp.config;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalInt;
import org.lineageca.hsm.client.SocketSigner;
import org.lineageca.ocsp.foreign.CrlStatusSource;
import org.lineageca.ocsp.status.StatusSource;
import org.lineageca.ocsp.store.JooqStatusSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program. */
public final class Application implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Application.class);
    private static final String CONFIGURATION = "lineage.config";

    private final OcspResponder responder;
    private final SocketSigner signer;
    private final OpenSource source;

    private Application(OcspResponder responder, SocketSigner signer, OpenSource source) {
        this.responder = responder;
        this.signer = signer;
        this.source = source;
    }

    /** Where status comes from, and what ends it. */
    private record OpenSource(StatusSource status, Runnable end) {

        static OpenSource of(Configuration configuration, InstantSource clock) throws IOException {
            return switch (configuration.source()) {
                case Configuration.Database database -> {
                    var pool = DatabasePool.open(database);
                    var status =
                            new JooqStatusSource(
                                    pool, clock, database.isCopy(), configuration.crlReference());
                    yield new OpenSource(status, pool::close);
                }
                case Configuration.Crls crls -> {
                    var token = configuration.signer().token();
                    var status = CrlStatusSource.start(crls.issuers(), token, clock);
                    yield new OpenSource(status, status::close);
                }
            };
        }
    }

    /** Runs until SIGTERM; exits with 1 if it cannot start. */
    public static void main(String[] arguments) {
        ErrorsEndTheProcess.fromNowOn();
        var file = System.getProperty(CONFIGURATION, "etc/ocsp-responder.yml");
        try {
            var application = start(Configuration.read(Path.of(file)));
            Runtime.getRuntime().addShutdownHook(new Thread(application::close));
        } catch (ConfigurationException | IOException e) {
            LOG.error("not started: {}", e.getMessage());
            System.exit(1);
        }
    }

    /** Starts all of it; neither the database, the CRLs nor the signer need be there yet. */
    static Application start(Configuration configuration) throws IOException {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        var clock = InstantSource.system();
        var source = OpenSource.of(configuration, clock);
        var signer =
                SocketSigner.of(configuration.signer().socket(), configuration.signer().token());
        try {
            var responder = OcspResponder.start(configuration, source.status(), signer, clock);
            return new Application(responder, signer, source);
        } catch (IOException e) {
            signer.close();
            source.end().run();
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
        source.end().run();
        LOG.info("stopped");
    }
}
