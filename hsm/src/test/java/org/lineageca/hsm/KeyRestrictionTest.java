package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.SigningRefusedException;
import org.lineageca.hsm.client.SocketSigner;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.client.UnknownKeyException;
import org.lineageca.hsm.pkcs11.CutShort.Point;
import org.lineageca.hsm.pkcs11.OtherProcess;
import org.lineageca.hsm.softhsm.TemporaryToken;
import org.lineageca.octets.Octets;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyRestrictionTest {

    private static final Set<KeyPurpose> ISSUING =
            EnumSet.of(
                    KeyPurpose.CERTIFICATE,
                    KeyPurpose.CRL,
                    KeyPurpose.OCSP_SIGNER,
                    KeyPurpose.CERTIFICATION_REQUEST);

    private static final Set<KeyPurpose> CLOSING_DOWN =
            EnumSet.of(KeyPurpose.CRL, KeyPurpose.OCSP_SIGNER);

    private final TemporaryToken token = TemporaryToken.start("narrowing");
    private final Signer signer = token.signer();
    private final OtherProcess other = new OtherProcess(token);

    @AfterAll
    void close() {
        token.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyPurpose.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HEALTH", "AUDIT_CHECKPOINT"})
    void noPurposeImpliesAnother(KeyPurpose purpose) {
        var key = generate(labelFor("only", purpose), EnumSet.of(purpose));

        assertSignsExactly(signer, key, EnumSet.of(purpose));
    }

    @Test
    void whatWasDroppedIsRefusedToEveryClientAtOnceAndAfterARestart() throws Exception {
        var key = generate("at-once", ISSUING);
        assertSignsExactly(signer, key, ISSUING);

        var narrowed = signer.restrict(key.handle(), CLOSING_DOWN);

        assertThat(narrowed)
                .isEqualTo(new TokenKey(key.handle(), key.label(), key.algorithm(), CLOSING_DOWN));
        assertThat(signer.findByLabel("at-once")).contains(narrowed);
        assertSignsExactly(signer, key, CLOSING_DOWN);
        try (var another = SocketSigner.of(token.socket(), "narrowing", Duration.ofMinutes(1))) {
            assertSignsExactly(another, key, CLOSING_DOWN);
        }
        token.restartSigner();
        assertThat(signer.findByLabel("at-once")).contains(narrowed);
        assertSignsExactly(signer, key, CLOSING_DOWN);
        assertThat(other.objectsOf(key)).containsExactly("PRIVATE_KEY", "CERTIFICATE");
    }

    @Test
    void aKeyCanBeNarrowedAgainAndAskedForTheSameTwice() throws Exception {
        var key = generate("again", ISSUING);

        assertThat(signer.restrict(key.handle(), ISSUING)).isEqualTo(key);
        var closing = signer.restrict(key.handle(), CLOSING_DOWN);
        assertThat(signer.restrict(key.handle(), CLOSING_DOWN)).isEqualTo(closing);
        var last = signer.restrict(key.handle(), EnumSet.of(KeyPurpose.CRL));

        assertThat(last.purposes()).containsExactly(KeyPurpose.CRL);
        assertSignsExactly(signer, key, last.purposes());
        assertThat(other.objectsOf(key)).containsExactly("PRIVATE_KEY", "CERTIFICATE");
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyAlgorithm.class,
            names = {"P384", "RSA2048"})
    void keysOfEveryKindCanBeNarrowed(KeyAlgorithm algorithm) {
        var key = signer.generate("kind-" + algorithm.bits(), algorithm, ISSUING);

        signer.restrict(key.handle(), CLOSING_DOWN);

        token.restartSigner();
        assertThat(signer.findById(key.handle().keyId()).orElseThrow().purposes())
                .isEqualTo(CLOSING_DOWN);
    }

    @Test
    void aKeyIsNeverWidened() {
        var key = generate("never-wider", CLOSING_DOWN);

        for (var wider :
                Set.of(
                        ISSUING,
                        EnumSet.of(KeyPurpose.CERTIFICATE),
                        EnumSet.of(KeyPurpose.CRL, KeyPurpose.CERTIFICATE),
                        EnumSet.of(KeyPurpose.CRL, KeyPurpose.HEALTH))) {
            assertThatThrownBy(() -> signer.restrict(key.handle(), wider))
                    .isInstanceOf(SigningRefusedException.class)
                    .hasMessageContaining("may sign [CRL, OCSP_SIGNER] only")
                    .hasMessageContaining("Its purposes were not changed");
        }
        assertThat(signer.findByLabel("never-wider")).contains(key);
        assertSignsExactly(signer, key, CLOSING_DOWN);
    }

    @Test
    void aKeyIsNotLeftWithoutAPurpose() {
        var key = generate("not-empty", CLOSING_DOWN);

        assertThatThrownBy(() -> signer.restrict(key.handle(), Set.of()))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("Destroy it");
        assertThat(signer.findByLabel("not-empty")).contains(key);
    }

    @Test
    void theHealthKeyIsNotTouched() {
        var own = signer.findByLabel("signer-health").orElseThrow();

        assertThatThrownBy(() -> signer.restrict(own.handle(), own.purposes()))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("the signer's own");
    }

    @Test
    void aKeyThatIsNotThereIsUnknown() {
        var publicKey = Octets.of(new byte[] {1, 2, 3});

        for (var label : Set.of("narrowing", "another")) {
            assertThatThrownBy(() -> signer.restrict(KeyHandle.of(label, publicKey), CLOSING_DOWN))
                    .isInstanceOf(UnknownKeyException.class);
        }
    }

    @Test
    void onceItHasReturnedNoSignatureIsUnderWayAndTheOthersWereNotHeldUp() throws Exception {
        var key = generate("under-load", ISSUING);
        var narrowed = new AtomicBoolean();
        var signed = new AtomicInteger();
        var tooLate = new AtomicInteger();
        var refused = new AtomicInteger();
        var first = token.process();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var stop = new AtomicBoolean();
            Future<?> issuing =
                    callers.submit(() -> {
                        while (refused.get() < 50) {
                            var late = narrowed.get();
                            if (signs(signer, key, KeyPurpose.CERTIFICATE)) {
                                signed.incrementAndGet();
                                tooLate.addAndGet(late ? 1 : 0);
                            } else {
                                refused.incrementAndGet();
                            }
                        }
                    });
            Future<?> revoking =
                    callers.submit(() -> {
                        while (!stop.get()) {
                            assertThat(signs(signer, key, KeyPurpose.CRL)).isTrue();
                        }
                    });
            Awaitility.await().until(() -> signed.get() > 50);

            signer.restrict(key.handle(), CLOSING_DOWN);
            narrowed.set(true);

            issuing.get();
            stop.set(true);
            revoking.get();
        }
        assertThat(tooLate).hasValue(0);
        assertThat(token.process()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "BEFORE_THE_NEW_HOLDER, false",
        "BETWEEN_NEW_AND_OLD_HOLDER, true",
        "AFTER_THE_OLD_HOLDER, true"
    })
    void aSignerThatDiesLeavesTheOldOrTheNewPurposes(Point point, boolean isNarrowed)
            throws Exception {
        var key = generate(labelFor("dies", point), ISSUING);
        other.cutShort(point, key, CLOSING_DOWN);

        token.restartSigner();

        assertSignsExactly(signer, key, isNarrowed ? CLOSING_DOWN : ISSUING);
        assertThat(other.objectsOf(key)).containsExactly("PRIVATE_KEY", "CERTIFICATE");
        assertThat(signer.restrict(key.handle(), CLOSING_DOWN).purposes()).isEqualTo(CLOSING_DOWN);
        assertSignsExactly(signer, key, CLOSING_DOWN);
        assertThat(other.objectsOf(key)).containsExactly("PRIVATE_KEY", "CERTIFICATE");
    }

    @Test
    void aWiderHolderPutBesideANarrowerOneGrantsNothing() throws Exception {
        var key = generate("no-grant", CLOSING_DOWN);
        other.cutShort(Point.BETWEEN_NEW_AND_OLD_HOLDER, key, ISSUING);

        token.restartSigner();

        assertSignsExactly(signer, key, CLOSING_DOWN);
        assertThat(other.objectsOf(key)).containsExactly("PRIVATE_KEY", "CERTIFICATE");
    }

    @Test
    void holdersOfWhichNoneIsTheNarrowestMakeTheKeyUnusedAndNoOther() throws Exception {
        var key = generate("contradiction", EnumSet.of(KeyPurpose.CRL));
        var neighbour = generate("contradiction-free", CLOSING_DOWN);
        other.cutShort(Point.BETWEEN_NEW_AND_OLD_HOLDER, key, EnumSet.of(KeyPurpose.OCSP_SIGNER));

        token.restartSigner();

        assertThat(signer.findByLabel("contradiction")).isEmpty();
        assertThat(token.log()).contains("Key 'contradiction' has 2 holder certificates");
        assertThatThrownBy(() -> signs(signer, key, KeyPurpose.CRL))
                .isInstanceOf(UnknownKeyException.class);
        assertThatThrownBy(() -> signer.destroy(key.handle()))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("It was not destroyed");
        assertThat(other.objectsOf(key)).hasSize(3);
        assertSignsExactly(signer, neighbour, CLOSING_DOWN);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aSignerKilledWhileItNarrowsLosesNoKey(long seed) throws Exception {
        var looks = new Random(seed).nextInt(250);
        System.out.println("seed " + seed + ": killed " + looks + " looks after a new object");
        var key = generate("killed-" + seed, ISSUING);
        var folder = tokenFolder();
        var before = objectFiles(folder);

        var asking = SocketSigner.of(token.socket(), "narrowing");
        var asked = CompletableFuture.runAsync(() -> asking.restrict(key.handle(), CLOSING_DOWN));
        while (objectFiles(folder) <= before && !asked.isDone()) {
            Thread.onSpinWait();
        }
        for (var look = 0; look < looks; look++) {
            objectFiles(folder);
        }
        token.killSigner();
        // Or it would ask the next signer again.
        asking.close();
        try {
            asked.join();
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(TokenUnavailableException.class);
        }
        token.restartSigner();

        var purposes = signer.findByLabel(key.label()).orElseThrow().purposes();
        var mended = token.log().contains("key " + key.label() + " had 2 holder certificates");
        System.out.println("seed " + seed + ": left with " + purposes + ", mended: " + mended);
        assertThat(purposes).isIn(ISSUING, CLOSING_DOWN);
        assertThat(signs(signer, key, KeyPurpose.CRL)).isTrue();
        signer.restrict(key.handle(), CLOSING_DOWN);
        assertSignsExactly(signer, key, CLOSING_DOWN);
        assertThat(other.objectsOf(key)).containsExactly("PRIVATE_KEY", "CERTIFICATE");
    }

    private static String labelFor(String test, Enum<?> parameter) {
        return test + "-" + parameter.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private TokenKey generate(String label, Set<KeyPurpose> purposes) {
        return signer.generate(label, KeyAlgorithm.P256, purposes);
    }

    private static void assertSignsExactly(Signer by, TokenKey key, Set<KeyPurpose> purposes) {
        for (var purpose : KeyPurpose.values()) {
            assertThat(signs(by, key, purpose))
                    .as(purpose.name())
                    .isEqualTo(purposes.contains(purpose));
        }
    }

    private static boolean signs(Signer by, TokenKey key, KeyPurpose purpose) {
        try {
            by.sign(
                    key.handle(),
                    purpose,
                    SignatureAlgorithm.ECDSA_SHA256,
                    Octets.of(new byte[32]));
            return true;
        } catch (SigningRefusedException e) {
            return false;
        }
    }

    private Path tokenFolder() throws IOException {
        try (var folders = Files.list(token.token().objects())) {
            return folders.findFirst().orElseThrow();
        }
    }

    /** How many objects SoftHSM keeps; their names only, as the signer is writing them. */
    private static long objectFiles(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".object")).count();
        }
    }
}
