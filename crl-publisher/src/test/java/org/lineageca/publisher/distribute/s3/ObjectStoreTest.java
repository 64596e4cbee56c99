package org.lineageca.publisher.distribute.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.publisher.distribute.MediaType;
import org.lineageca.publisher.distribute.PublishedFile;
import org.lineageca.publisher.guard.CertList;
import org.lineageca.publisher.guard.Octets;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Publishing to a real object store. */
class ObjectStoreTest {

    @TempDir private static Path folder;
    private static S3Server server;

    private final String path = UUID.randomUUID() + "/complete.crl";
    private Instant now = Instant.parse("2026-11-21T08:00:00Z");

    @BeforeAll
    static void start() throws IOException {
        server = S3Server.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anObjectHasTheOctetsAndSaysWhatItIs() throws IOException {
        try (var store = publisher()) {
            assertThat(store.holds(file(1, "first"))).isFalse();
            store.store(file(1, "first"));
            assertThat(store.holds(file(1, "first"))).isTrue();
            assertThat(store.holds(file(2, "second"))).isFalse();
            store.store(file(2, "second"));
        }
        var object = server.get("pki/" + path);
        assertThat(object.asUtf8String()).isEqualTo("second");
        assertThat(object.response().contentType()).isEqualTo("application/pkix-crl");
        assertThat(object.response().cacheControl()).isEqualTo("public, max-age=60");
    }

    @Test
    void aFinalCrlMayBeKeptForADay() throws IOException {
        var octets = octets("last");
        try (var store = publisher()) {
            store.store(PublishedFile.of(path, MediaType.CRL, octets, now, CertList.NEVER));
        }
        assertThat(server.get("pki/" + path).response().cacheControl())
                .isEqualTo("public, max-age=86400");
    }

    @Test
    void aLargeCrlArrivesWhole() throws IOException {
        var large = new byte[8_000_000];
        new Random(7).nextBytes(large);
        try (var store = publisher()) {
            store.store(PublishedFile.of(path, MediaType.CRL, Octets.offHeap(large), now, null));
        }
        assertThat(server.get("pki/" + path).asByteArray()).isEqualTo(large);
    }

    @Test
    void whatAnotherPublisherPutInBetweenIsNotOverwritten() throws IOException {
        try (var quick = publisher();
                var slow = publisher()) {
            quick.store(file(1, "first"));
            // It looks, and is held up.
            assertThat(slow.holds(file(2, "second"))).isFalse();
            quick.holds(file(3, "third"));
            quick.store(file(3, "third"));

            assertThatThrownBy(() -> slow.store(file(2, "second")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("changed by somebody else in between");
            assertThat(server.get("pki/" + path).asUtf8String()).isEqualTo("third");
            // When it looks again it sees that it is behind, and when it has caught up all is well.
            assertThatThrownBy(() -> slow.holds(file(2, "second")))
                    .hasMessageContaining("has a later");
            assertThat(slow.holds(file(3, "third"))).isTrue();
        }
    }

    @Test
    void whatAnOperatorHasRolledBackIsReplacedAndNothingElse() throws IOException {
        try (var store = publisher()) {
            store.store(file(2, "withdrawn"));
            var back = file(1, "first").insteadOf(file(2, "withdrawn"));
            assertThat(store.holds(back)).isFalse();
            store.store(back);
            assertThat(server.get("pki/" + path).asUtf8String()).isEqualTo("first");
            store.store(file(3, "third"));
            assertThatThrownBy(() -> store.holds(back)).hasMessageContaining("has a later");
        }
    }

    @Test
    void ofTwoThatCreateItOneDoes() throws IOException {
        try (var one = publisher();
                var other = publisher()) {
            assertThat(one.holds(file(2, "second"))).isFalse();
            assertThat(other.holds(file(1, "first"))).isFalse();
            one.store(file(2, "second"));

            assertThatThrownBy(() -> other.store(file(1, "first")))
                    .hasMessageContaining("changed by somebody else in between");
            assertThat(server.get("pki/" + path).asUtf8String()).isEqualTo("second");
        }
    }

    @Test
    void anObjectThatSomebodyRemovedIsPutBack() throws IOException {
        try (var store = publisher()) {
            store.store(file(1, "first"));
            server.delete("pki/" + path);
            // It is not asked about every second.
            assertThat(store.holds(file(1, "first"))).isTrue();
            now = now.plus(Duration.ofMinutes(6));
            assertThat(store.holds(file(1, "first"))).isFalse();
            store.store(file(1, "first"));
            assertThat(server.get("pki/" + path).asUtf8String()).isEqualTo("first");
        }
    }

    @Test
    void aWrongKeyIsSaidWithoutTheKeyAndARightOneUsedAtOnce() throws IOException {
        var keys = Files.createDirectories(folder.resolve("other-keys"));
        var settings = server.settings();
        var files =
                new ObjectStoreSettings.KeyFiles(
                        settings.keys().accessKey(), keys.resolve("secret-key"));
        Files.writeString(files.secretKey(), "quite another");
        try (var store = new ObjectStore(with(server.uri(), files), () -> now)) {
            assertThatThrownBy(() -> store.store(file(1, "first")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("could not be looked at")
                    .hasMessageNotContaining("quite another");
            Files.copy(
                    settings.keys().secretKey(),
                    files.secretKey(),
                    StandardCopyOption.REPLACE_EXISTING);
            store.store(file(1, "first"));
        }
        assertThat(server.get("pki/" + path).asUtf8String()).isEqualTo("first");
    }

    @Test
    void aStoreThatIsAwayIsAFailureNotACrash() throws IOException {
        var nowhere = with(URI.create("http://127.0.0.1:1"), server.settings().keys());
        try (var store = new ObjectStore(nowhere, () -> now)) {
            assertThatThrownBy(() -> store.holds(file(1, "first"))).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> server.get("pki/" + path)).isInstanceOf(NoSuchKeyException.class);
    }

    private ObjectStore publisher() {
        return new ObjectStore(server.settings(), () -> now);
    }

    private static ObjectStoreSettings with(URI endpoint, ObjectStoreSettings.KeyFiles keys) {
        return new ObjectStoreSettings(
                "bucket", endpoint, "us-east-1", S3Server.BUCKET, "pki/", true, keys, null);
    }

    private PublishedFile file(int number, String content) {
        return PublishedFile.of(path, MediaType.CRL, octets(content), now, null)
                .numbered(BigInteger.valueOf(number));
    }

    private static Octets octets(String content) {
        return Octets.of(content.getBytes(StandardCharsets.UTF_8));
    }
}
