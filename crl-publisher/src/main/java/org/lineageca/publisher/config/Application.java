package org.lineageca.publisher.config;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.distribute.Delivery;
import org.lineageca.publisher.distribute.FileTree;
import org.lineageca.publisher.distribute.KeptFiles;
import org.lineageca.publisher.observe.Health;
import org.lineageca.publisher.observe.HttpOutside;
import org.lineageca.publisher.observe.Observer;
import org.lineageca.publisher.operate.OperatorServer;
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

    /** At one distribution point, from outside. */
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(2);

    private final PublicationServer server;
    private final @Nullable OperatorServer operator;
    private final PublishingLoop loop;
    private final Thread publishing;

    /** What is closed at the end, in this order. */
    private final List<AutoCloseable> held;

    private Application(
            PublicationServer server,
            @Nullable OperatorServer operator,
            PublishingLoop loop,
            List<AutoCloseable> held) {
        this.server = server;
        this.operator = operator;
        this.loop = loop;
        this.publishing = new Thread(loop, "publishing");
        this.held = List.copyOf(held);
    }

    /** Runs until SIGTERM, with the file that the property {@code lineage.config} names. */
    public static void main(String[] arguments) {
        ErrorsEndTheProcess.fromNowOn();
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
        Restore.onto(shelf, folder);
        var database = dataSource(settings.database());
        var random = RandomGenerator.getDefault();
        var own = new Delivery(folder, clock, random);
        var outlets = Outlets.of(settings.targets(), clock, random);
        var refusals = new Refusals();
        var publisher =
                new Publisher(
                        JooqSource.of(database),
                        new Shelving(shelf, List.of(own), new KeptFiles(folder)),
                        refusals,
                        settings.policy(),
                        clock);
        var outside = new HttpOutside(LONGEST_LOOK);
        var observer = new Observer(publisher, shelf, outside, settings.observeEvery(), clock);
        var sources = new Health.Sources(publisher, shelf, refusals, outlets.with(own), observer);
        var health = new Health(sources, clock);
        var http = settings.http();
        var server = new PublicationServer(http.host(), http.port(), shelf, health, clock);
        var operator = operator(settings, sources, health, clock);
        var application =
                new Application(
                        server,
                        operator,
                        new PublishingLoop(publisher, pause),
                        List.of(outlets, observer, outside, server::stop, database, folder));
        server.start();
        outlets.start(shelf::files, pause);
        observer.start();
        application.publishing.start();
        LOG.info("serving {} at http://{}:{}/", settings.folder(), http.host(), server.port());
        return application;
    }

    private static @Nullable OperatorServer operator(
            Settings settings, Health.Sources sources, Health health, InstantSource clock)
            throws IOException {
        var metrics = settings.metrics();
        return metrics == null ? null : OperatorServer.start(metrics, sources, health, clock);
    }

    /** The port it listens on. */
    int port() {
        return server.port();
    }

    /** The port operators are served on. */
    int operatorPort() {
        return operator == null ? 0 : operator.port();
    }

    @Override
    public void close() {
        try {
            loop.stop();
            publishing.join();
            if (operator != null) {
                operator.close();
            }
            for (var one : held) {
                one.close();
            }
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
