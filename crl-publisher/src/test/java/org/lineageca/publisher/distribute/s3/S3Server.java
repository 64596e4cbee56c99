package org.lineageca.publisher.distribute.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** A real server of the S3 protocol in a process of its own, and somebody else's client of it. */
final class S3Server implements AutoCloseable {

    static final String BUCKET = "published";
    private static final String ACCESS_KEY = "AKIDTEST";
    private static final String SECRET_KEY = "a secret of tests";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private final Process process;
    private final S3Client client;

    private S3Server(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
        this.client =
                S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .endpointOverride(uri())
                        .region(Region.US_EAST_1)
                        .forcePathStyle(true)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                        .build();
    }

    static S3Server start(Path folder) throws IOException {
        var port = freePort();
        Files.createDirectories(folder.resolve("objects"));
        Files.writeString(folder.resolve("access-key"), ACCESS_KEY + "\n");
        Files.writeString(folder.resolve("secret-key"), SECRET_KEY + "\n");
        var properties =
                Files.writeString(
                        folder.resolve("s3proxy.properties"),
                        """
                        s3proxy.endpoint=http://127.0.0.1:%d
                        s3proxy.authorization=aws-v2-or-v4
                        s3proxy.identity=%s
                        s3proxy.credential=%s
                        jclouds.provider=filesystem-nio2
                        jclouds.identity=none
                        jclouds.credential=none
                        jclouds.filesystem.basedir=%s
                        """
                                .formatted(
                                        port, ACCESS_KEY, SECRET_KEY, folder.resolve("objects")));
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx128m",
                                "-jar",
                                Path.of("target/s3-server/s3proxy.jar").toAbsolutePath().toString(),
                                "--properties",
                                properties.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("s3proxy.log").toFile())
                        .start();
        var server = new S3Server(folder, port, process);
        try {
            await().atMost(PATIENCE).untilAsserted(() -> server.assertListening());
            server.client.createBucket(request -> request.bucket(BUCKET));
            return server;
        } catch (RuntimeException | AssertionError e) {
            server.close();
            throw e;
        }
    }

    /** As a configuration says it, with keys that are good. */
    ObjectStoreSettings settings() {
        return new ObjectStoreSettings(
                "bucket",
                uri(),
                "us-east-1",
                BUCKET,
                "pki/",
                true,
                new ObjectStoreSettings.KeyFiles(
                        folder.resolve("access-key"), folder.resolve("secret-key")),
                null);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    ResponseBytes<GetObjectResponse> get(String key) {
        return client.getObjectAsBytes(request -> request.bucket(BUCKET).key(key));
    }

    void delete(String key) {
        client.deleteObject(request -> request.bucket(BUCKET).key(key));
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        await().atMost(PATIENCE).until(() -> !process.isAlive());
    }

    private void assertListening() throws IOException {
        assertThat(process.isAlive()).as(Files.readString(folder.resolve("s3proxy.log"))).isTrue();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(socket.isConnected()).isTrue();
        } catch (IOException notYet) {
            throw new AssertionError(notYet);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
