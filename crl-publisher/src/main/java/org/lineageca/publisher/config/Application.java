package org.lineageca.publisher.config;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.lineageca.publisher.distribute.Delivery;
import org.lineageca.publisher.distribute.FileTree;
import org.lineageca.publisher.distribute.KeptFiles;
import org.lineageca.publisher.observe.Health;
import org.lineageca.publisher.publish.Publisher;
import org.lineageca.publisher.publish.PublishingLoop;
import org.lineageca.publisher.publish.Refusals;
import org.lineageca.publisher.publish.Restore;
import org.lineageca.publisher.publish.Shelf;
import org.lineageca.publisher.publish.Shelving;
import org.lineageca.publisher.serve.PublicationServer;
import org.lineageca.publisher.store.JooqSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program, put together. */
public final class Application implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Application.class);
    private static final String CONFIGURATION = "lineage.config";

    /** Between two looks at the database. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final FileTree folder;
    private final HikariDataSource database;
    private final PublicationServer server;
    private final PublishingLoop loop;
    private final Thread publishing;

    private Application(
            FileTree folder,
            HikariDataSource database,
            PublicationServer server,
            PublishingLoop loop) {
        this.folder = folder;
        this.database = database;
        this.server = server;
        this.loop = loop;
        this.publishing = new Thread(loop, "publishing");
    }

    /** Runs until SIGTERM, with the file that the property {@code lineage.config} names. */
    public static void main(String[] arguments) {
        try {
            var file = System.getProperty(CONFIGURATION);
            if (file == null) {
                throw new ConfigurationException(
                        "No configuration is named. Nothing was started. Pass -D"
                                + CONFIGURATION
                                + "=FILE.");
            }
            if (arguments.length > 0) {
                rollBack(Settings.read(Path.of(file)), arguments);
                return;
            }
            var application = start(Settings.read(Path.of(file)), PAUSE, InstantSource.system());
            Runtime.getRuntime().addShutdownHook(new Thread(application::close, "shutdown"));
            application.publishing.join();
        } catch (IOException e) {
            var cause = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
            LOG.error("the CRL publisher cannot start: {}{}", e.getMessage(), cause);
            System.exit(1);
        } catch (Exception e) {
            LOG.error("the CRL publisher cannot start", e);
            System.exit(1);
        }
    }

    private static void rollBack(Settings settings, String[] arguments) throws IOException {
        if (arguments.length != 2 || !arguments[0].equals(RollBackCommand.OPTION)) {
            throw new ConfigurationException(
                    "Nothing was done. It takes no arguments, or "
                            + RollBackCommand.OPTION
                            + " LABEL/SCOPE.");
        }
        try (var database = dataSource(settings.database())) {
            LOG.info(
                    "{}",
                    RollBackCommand.run(
                            settings,
                            JooqSource.of(database),
                            arguments[1],
                            InstantSource.system()));
        }
    }

    /** Serves what was published before, then begins to publish. */
    static Application start(Settings settings, Duration pause, InstantSource clock)
            throws Exception {
        var folder = FileTree.open(settings.folder());
        var shelf = new Shelf();
        Restore.onto(shelf, folder.stored());
        var database = dataSource(settings.database());
        var deliveries = List.of(new Delivery(folder, clock));
        var refusals = new Refusals();
        var publisher =
                new Publisher(
                        JooqSource.of(database),
                        new Shelving(shelf, deliveries, new KeptFiles(folder)),
                        refusals,
                        settings.policy(),
                        clock);
        var health = new Health(publisher, shelf, refusals, deliveries, clock);
        var http = settings.http();
        var server = new PublicationServer(http.host(), http.port(), shelf, health, clock);
        var application =
                new Application(folder, database, server, new PublishingLoop(publisher, pause));
        server.start();
        application.publishing.start();
        LOG.info("serving {} at http://{}:{}/", settings.folder(), http.host(), server.port());
        return application;
    }

    /** The port it listens on. */
    int port() {
        return server.port();
    }

    @Override
    public void close() {
        try {
            loop.stop();
            publishing.join();
            server.stop();
            database.close();
            folder.close();
            LOG.info("stopped");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("stopping was not orderly: {}", e.getMessage(), e);
        }
    }

    private static HikariDataSource dataSource(Settings.Database settings) throws IOException {
        var database = new HikariDataSource();
        database.setPoolName("publisher");
        database.setJdbcUrl(settings.url());
        database.setUsername(settings.user());
        database.setPassword(settings.password());
        database.setMaximumPoolSize(2);
        database.setReadOnly(true);
        database.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        // It starts without the database and serves what it has.
        database.setInitializationFailTimeout(-1);
        database.setConnectionTimeout(1_000);
        database.addDataSourceProperty("ApplicationName", "crl-publisher");
        database.addDataSourceProperty("connectTimeout", "1");
        database.addDataSourceProperty("socketTimeout", "60");
        // CRLs come as bytes from the first time on, not as hexadecimal text of twice the size.
        database.addDataSourceProperty("prepareThreshold", "-1");
        return database;
    }
}
