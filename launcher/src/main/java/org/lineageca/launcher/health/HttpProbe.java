package org.lineageca.launcher.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** GET of a health URL; 200 is healthy. */
public final class HttpProbe implements HealthProbe {

    private static final Duration LIMIT = Duration.ofSeconds(4);

    /** Where the TLS identity comes from; asked when first needed, for it may not exist earlier. */
    @FunctionalInterface
    public interface TlsSource {
        SSLContext context() throws IOException, GeneralSecurityException;
    }

    private final URI url;
    private final @Nullable TlsSource tls;
    private @Nullable HttpClient client;

    private HttpProbe(URI url, @Nullable TlsSource tls) {
        this.url = url;
        this.tls = tls;
    }

    public static HttpProbe http(String url) {
        return new HttpProbe(URI.create(url), null);
    }

    /** The same with a client certificate. */
    public static HttpProbe https(String url, TlsSource tls) {
        return new HttpProbe(URI.create(url), tls);
    }

    @Override
    public Health check() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(url).timeout(LIMIT).build();
            var response =
                    client().send(
                                    request,
                                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new HealthAnswer(url.toString(), response.statusCode(), response.body())
                    .health();
        } catch (IOException | GeneralSecurityException e) {
            return new Health.Unhealthy("%s: %s".formatted(url, Reasons.of(e)));
        }
    }

    private HttpClient client() throws IOException, GeneralSecurityException {
        var present = client;
        if (present == null) {
            var builder = HttpClient.newBuilder().connectTimeout(LIMIT);
            if (tls != null) {
                builder.sslContext(tls.context());
            }
            present = builder.version(HttpClient.Version.HTTP_1_1).build();
            client = present;
        }
        return present;
    }
}
