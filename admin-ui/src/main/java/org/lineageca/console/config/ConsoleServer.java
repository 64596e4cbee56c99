package org.lineageca.console.config;

import com.vaadin.flow.server.VaadinServlet;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.atmosphere.cpr.ApplicationConfig;
import org.eclipse.jetty.ee11.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.webapp.MetaInfConfiguration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.lineageca.ca.config.Settings;
import org.lineageca.ca.lifecycle.CheckHealth;
import org.lineageca.console.access.Entrance;
import org.lineageca.console.browser.ErrorPages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty with the console behind mutual TLS, and its health on a Unix-domain socket. */
@Singleton
final class ConsoleServer {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);

    private final ApplicationContext context;
    private final Settings.Http http;
    private final Settings.Tls tls;
    private final ConsoleSettings console;
    private final Entrance entrance;
    private final ErrorPages errors;
    private final CheckHealth health;
    private final Server server;

    ConsoleServer(
            ApplicationContext context,
            Settings.Http http,
            Settings.Tls tls,
            ConsoleSettings console,
            Entrance entrance,
            ErrorPages errors,
            CheckHealth health) {
        this.context = context;
        this.http = http;
        this.tls = tls;
        this.console = console;
        this.entrance = entrance;
        this.errors = errors;
        this.health = health;
        var threads = new QueuedThreadPool(50);
        threads.setVirtualThreadsExecutor(new VirtualThreadPool());
        server = new Server(threads);
    }

    void start() throws Exception {
        var socket = healthConnector();
        server.addConnector(httpsConnector());
        server.addConnector(socket);
        server.setHandler(new Handler.Sequence(new HealthHandler(socket, health), webApp()));
        server.setErrorHandler(errors);
        server.start();
        entrance.watch();
        Files.setPosixFilePermissions(
                console.healthSocket(), PosixFilePermissions.fromString("rw-------"));
        LOG.info("console ready on https://{}:{}", http.host(), http.port());
    }

    void stop() {
        try {
            server.stop();
        } catch (Exception e) { // what Jetty declares
            LOG.warn("the console did not stop cleanly", e);
        }
    }

    private ServerConnector httpsConnector() throws IOException, GeneralSecurityException {
        var ssl = new SslContextFactory.Server();
        ssl.setSslContext(ConsoleTls.context(tls, entrance.trust()));
        ssl.setNeedClientAuth(true);
        ssl.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        var customizer = new SecureRequestCustomizer();
        customizer.setSniHostCheck(false);
        configuration.addCustomizer(customizer);
        var connector =
                new ServerConnector(
                        server,
                        new SslConnectionFactory(ssl, "http/1.1"),
                        new HttpConnectionFactory(configuration));
        connector.setHost(http.host());
        connector.setPort(http.port());
        connector.setIdleTimeout(60_000);
        return connector;
    }

    private UnixDomainServerConnector healthConnector() throws IOException {
        Files.deleteIfExists(console.healthSocket());
        var connector = new UnixDomainServerConnector(server, new HttpConnectionFactory());
        connector.setUnixDomainPath(console.healthSocket());
        return connector;
    }

    private WebAppContext webApp() {
        var app = new WebAppContext();
        app.setContextPath("/");
        app.setBaseResource(ResourceFactory.of(app).newClassLoaderResource("webapp/"));
        app.setParentLoaderPriority(true);
        app.setConfigurationDiscovered(true);
        // Where Vaadin announces itself, its resources lie, and our routes are; nothing else on the
        // class path is scanned.
        app.setAttribute(
                MetaInfConfiguration.CONTAINER_JAR_PATTERN,
                ".*/(vaadin-|flow-|aura|admin-ui)[^/]*\\.jar$");
        app.addConfiguration(new AnnotationConfiguration());
        app.setAttribute(MicronautInstantiatorFactory.CONTEXT, context);
        entrance.guard(app);
        app.setErrorHandler(errors);
        var servlet = new ServletHolder(VaadinServlet.class);
        servlet.setAsyncSupported(true);
        // A push that finds its session gone must not begin another.
        servlet.setInitParameter(ApplicationConfig.PROPERTY_SESSION_CREATE, "false");
        servlet.setInitOrder(1);
        app.addServlet(servlet, "/*");
        return app;
    }
}
