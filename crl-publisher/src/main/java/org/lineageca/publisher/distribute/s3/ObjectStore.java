package org.lineageca.publisher.distribute.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.distribute.PublishedFile;
import org.lineageca.publisher.distribute.Target;
import org.lineageca.publisher.distribute.TrustedCertificates;
import org.lineageca.publisher.guard.CertList;
import org.lineageca.publisher.guard.Octets;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket. An object is put on the condition that the one before it is still the one that was seen
 * (If-Match, or If-None-Match where there was none), so that of several publishers none overwrites
 * what another has put in between.
 */
public final class ObjectStore implements Target {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** For one file of half a gigabyte over a slow line. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** How long what was seen is believed: nobody but publishers should write there. */
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMinutes(5);

    private static final String SHA256 = "lineage-sha256";
    private static final String EDITION = "lineage-edition";

    private final ObjectStoreSettings settings;
    private final InstantSource clock;
    private final S3Client client;
    private final Map<String, Seen> seen = new HashMap<>();

    /**
     * An object as it was last seen.
     *
     * @param etag null where there is none
     * @param sha256 of its content, hexadecimal, as its publisher says; null where it is not said
     */
    private record Seen(@Nullable String etag, @Nullable String sha256, Instant at) {}

    /** Connects to nothing yet. */
    public ObjectStore(ObjectStoreSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.client = client(settings);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String kind() {
        return "bucket";
    }

    @Override
    public boolean holds(PublishedFile file) throws IOException {
        var wanted = file.sha256().toHex();
        var known = seen.get(file.path());
        if (known != null
                && wanted.equals(known.sha256())
                && clock.instant().isBefore(known.at().plus(LOOK_AGAIN_AFTER))) {
            return true;
        }
        return wanted.equals(look(file).sha256());
    }

    @Override
    public void store(PublishedFile file) throws IOException {
        var before = seen.get(file.path());
        if (before == null) {
            before = look(file);
        }
        try {
            var response = client.putObject(request(file, before.etag()), body(file));
            seen.put(
                    file.path(), new Seen(response.eTag(), file.sha256().toHex(), clock.instant()));
        } catch (SdkException e) {
            seen.remove(file.path());
            throw failure("put", file, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private Seen look(PublishedFile file) throws IOException {
        var found = head(file);
        if (found == null) {
            var absent = new Seen(null, null, clock.instant());
            seen.put(file.path(), absent);
            return absent;
        }
        var complete = Long.valueOf(file.content().length()).equals(found.contentLength());
        var now =
                new Seen(
                        found.eTag(),
                        complete ? found.metadata().get(SHA256) : null,
                        clock.instant());
        seen.put(file.path(), now);
        var edition = edition(found.metadata().get(EDITION));
        var sha256 = found.metadata().get(SHA256);
        if (!file.mayReplace(edition, digest(sha256))) {
            throw new IOException(
                    "%s has a later %s already (%s; ours is %s), which another publisher put there. It was left as it was. If this publisher stays behind, look at its database or replica"
                            .formatted(name(), file.path(), edition, file.edition()));
        }
        return now;
    }

    private @Nullable HeadObjectResponse head(PublishedFile file) throws IOException {
        try {
            return client.headObject(
                    HeadObjectRequest.builder()
                            .bucket(settings.bucket())
                            .key(settings.prefix() + file.path())
                            .build());
        } catch (S3Exception e) {
            if (e.statusCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return null;
            }
            throw failure("looked at", file, e);
        } catch (SdkException e) {
            throw failure("looked at", file, e);
        }
    }

    private PutObjectRequest request(PublishedFile file, @Nullable String etag) {
        var request =
                PutObjectRequest.builder()
                        .bucket(settings.bucket())
                        .key(settings.prefix() + file.path())
                        .contentType(file.type().text())
                        .cacheControl(cacheControl(file))
                        // The store refuses what does not arrive as it was sent.
                        .checksumSHA256(Base64.getEncoder().encodeToString(file.sha256().toArray()))
                        .metadata(
                                Map.of(
                                        SHA256,
                                        file.sha256().toHex(),
                                        EDITION,
                                        file.edition().toString()));
        return (etag == null ? request.ifNoneMatch("*") : request.ifMatch(etag)).build();
    }

    private static RequestBody body(PublishedFile file) {
        return RequestBody.fromContentProvider(
                () -> new OctetsStream(file.content().buffer()),
                file.content().length(),
                file.type().text());
    }

    /** It stands there unchanged, so it is short for all but what is never replaced. */
    private static String cacheControl(PublishedFile file) {
        return CertList.NEVER.equals(file.nextUpdate())
                ? "public, max-age=86400"
                : "public, max-age=60";
    }

    private static @Nullable Octets digest(@Nullable String hex) {
        try {
            return hex == null ? null : Octets.ofHex(hex);
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    private static @Nullable BigInteger edition(@Nullable String text) {
        try {
            return text == null ? null : new BigInteger(text);
        } catch (NumberFormatException notOurs) {
            return null;
        }
    }

    private IOException failure(String what, PublishedFile file, SdkException e) {
        if (e instanceof S3Exception s3
                && (s3.statusCode() == HttpURLConnection.HTTP_PRECON_FAILED
                        || s3.statusCode() == HttpURLConnection.HTTP_CONFLICT)) {
            return new IOException(
                    "%s in bucket %s was changed by somebody else in between. It was not overwritten"
                            .formatted(settings.prefix() + file.path(), settings.bucket()),
                    e);
        }
        return new IOException(
                "%s in bucket %s could not be %s: %s"
                        .formatted(
                                settings.prefix() + file.path(),
                                settings.bucket(),
                                what,
                                e.getMessage()),
                e);
    }

    private static S3Client client(ObjectStoreSettings settings) {
        var http =
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE);
        var trust = settings.trustFile();
        if (trust != null) {
            http.tlsTrustManagersProvider(() -> trusting(trust));
        }
        var builder =
                S3Client.builder()
                        .httpClientBuilder(http)
                        .region(Region.of(settings.region()))
                        .forcePathStyle(settings.pathStyle())
                        .credentialsProvider(new StoredKeys(settings.keys()))
                        // Only what some request cannot do without: not every store knows the rest.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .overrideConfiguration(configuration ->
                                configuration
                                        .apiCallTimeout(LONGEST)
                                        // A delivery has pauses of its own.
                                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                                        // Nothing of the user's environment counts.
                                        .defaultProfileFile(ProfileFile.aggregator().build()));
        var endpoint = settings.endpoint();
        return (endpoint == null ? builder : builder.endpointOverride(endpoint)).build();
    }

    private static TrustManager[] trusting(Path certificates) {
        try {
            return TrustedCertificates.read(certificates);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
