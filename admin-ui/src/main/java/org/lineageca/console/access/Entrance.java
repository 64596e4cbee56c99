package org.lineageca.console.access;

import jakarta.inject.Singleton;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import javax.net.ssl.X509ExtendedTrustManager;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.FilterMapping;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.http.HttpCookie;

/** All that stands between the network and the views. */
@Singleton
public final class Entrance {

    /** What a page that is still open says of itself comes every five minutes. */
    private static final Duration SILENCE = Duration.ofMinutes(11);

    private final OfficerTrust trust;
    private final AccessFilter filter;
    private final SessionCookie cookie;
    private final SessionSettings settings;
    private final SessionWatch watch;

    Entrance(
            OfficerTrust trust,
            AccessFilter filter,
            SessionCookie cookie,
            SessionSettings settings,
            SessionWatch watch) {
        this.trust = trust;
        this.filter = filter;
        this.cookie = cookie;
        this.settings = settings;
        this.watch = watch;
    }

    /** Who gets through the handshake. */
    public X509ExtendedTrustManager trust() {
        return trust;
    }

    /**
     * Has every request pass the filter first, and sessions kept by a strict cookie and nothing
     * else.
     */
    public void guard(ServletContextHandler app) {
        var sessions = app.getSessionHandler();
        sessions.setSessionCookie(cookie.name());
        sessions.setSessionTrackingModes(Set.of(jakarta.servlet.SessionTrackingMode.COOKIE));
        sessions.setHttpOnly(true);
        sessions.setSecureRequestOnly(false);
        sessions.setSecureCookies(true);
        sessions.setSameSite(HttpCookie.SameSite.STRICT);
        sessions.setMaxInactiveInterval((int) settings.idle().plus(SILENCE).toSeconds());
        putFirst(filter, app);
    }

    /**
     * Puts a filter in front of all others. The one that opens web sockets puts itself there, too,
     * and passes on nothing that asks for one: it is there before any listener is called.
     */
    static void putFirst(Filter filter, ServletContextHandler app) {
        var holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        app.addEventListener(
                new ServletContextListener() {
                    @Override
                    public void contextInitialized(ServletContextEvent event) {
                        var mapping = new FilterMapping();
                        mapping.setFilterName(holder.getName());
                        mapping.setPathSpec("/*");
                        mapping.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
                        app.getServletHandler().addFilter(holder);
                        app.getServletHandler().prependFilterMapping(mapping);
                    }
                });
    }

    /** Begins to look at who is still there. */
    public void watch() {
        watch.start();
    }
}
