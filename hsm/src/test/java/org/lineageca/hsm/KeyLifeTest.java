package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.SigningRefusedException;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.client.UnknownKeyException;
import org.lineageca.hsm.softhsm.TemporaryToken;
import org.lineageca.octets.Octets;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyLifeTest {

    private final TemporaryToken token = TemporaryToken.start("key life");
    private final Signer signer = token.signer();

    @AfterAll
    void close() {
        token.close();
    }

    @Test
    void aKeyIsFoundByLabelAndIdWithWhatItMaySign() {
        var purposes = EnumSet.of(KeyPurpose.CRL, KeyPurpose.OCSP_RESPONSE);
        var key = signer.generate("found", KeyAlgorithm.P384, purposes);

        assertThat(key.purposes()).isEqualTo(purposes);
        assertThat(key.handle().token()).isEqualTo("key life");
        assertThat(signer.findByLabel("found")).contains(key);
        assertThat(signer.findById(key.handle().keyId())).contains(key);
        assertThat(signer.keys()).contains(key);
        assertThat(signer.findByLabel("absent")).isEmpty();
    }

    @Test
    void aKeyAndItsPurposesOutliveTheSigner() {
        var key = signer.generate("lasting", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL));

        token.killSigner();

        token.awaitSigner();
        assertThat(signer.findByLabel("lasting")).contains(key);
        assertThat(sign(key.handle())).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyAlgorithm.class,
            names = {"P256", "RSA2048"})
    void aGeneratedKeyCannotLeaveTheToken(KeyAlgorithm algorithm) throws Exception {
        assumeTrue(Command.exists("pkcs11-tool"), "needs pkcs11-tool of opensc");
        var label = "kept-" + algorithm.bits();
        var key = signer.generate(label, algorithm, EnumSet.of(KeyPurpose.CRL));

        var listed = objects().stream().filter(object -> object.contains(idOf(key))).toList();

        assertThat(listed)
                .hasSize(2)
                .element(0, InstanceOfAssertFactories.STRING)
                .contains("Private Key Object")
                .contains("Usage:      sign\n")
                .contains("Access:     sensitive, always sensitive, never extractable, local");
        assertThat(objects()).noneMatch(object -> object.contains("Public Key Object"));
    }

    @Test
    void aDestroyedKeyIsGoneAndItsNeighbourSigns() throws Exception {
        var neighbour = signer.generate("neighbour", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL));
        var key = signer.generate("short-lived", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL));

        signer.destroy(key.handle());

        assertThat(signer.findByLabel("short-lived")).isEmpty();
        assertThatThrownBy(() -> sign(key.handle())).isInstanceOf(UnknownKeyException.class);
        assertThatThrownBy(() -> signer.destroy(key.handle()))
                .isInstanceOf(UnknownKeyException.class);
        assertThat(sign(neighbour.handle())).isNotNull();
        if (Command.exists("pkcs11-tool")) {
            assertThat(objects()).noneMatch(object -> object.contains(idOf(key)));
        }
        assertThat(signer.generate("short-lived", KeyAlgorithm.P256, key.purposes()).handle())
                .isNotEqualTo(key.handle());
    }

    @Test
    void aLabelIsUsedOnce() {
        var first = signer.generate("once", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL));

        assertThatThrownBy(() ->
                        signer.generate("once", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL)))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("There is a key 'once'");
        assertThat(signer.findByLabel("once")).contains(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "a b", "ä", "a,CN=b", "a\nb"})
    void aLabelOfOtherCharactersIsRefused(String label) {
        assertThatThrownBy(
                        () -> signer.generate(label, KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL)))
                .isInstanceOf(SigningRefusedException.class);
    }

    @Test
    void aLabelOf65CharactersIsRefused() {
        assertThatThrownBy(() ->
                        signer.generate(
                                "a".repeat(65), KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL)))
                .isInstanceOf(SigningRefusedException.class);
    }

    @Test
    void theHealthKeyIsTheSignersOwn() {
        assertThat(signer.health().token()).isEqualTo("key life");
        var own = signer.findByLabel("signer-health").orElseThrow();

        assertThat(own.purposes()).containsExactly(KeyPurpose.HEALTH);
        assertThatThrownBy(() -> signer.destroy(own.handle()))
                .isInstanceOf(SigningRefusedException.class);
        assertThatThrownBy(() -> sign(own.handle())).isInstanceOf(SigningRefusedException.class);
        for (var purposes : List.of(EnumSet.allOf(KeyPurpose.class), noPurpose())) {
            assertThatThrownBy(() -> signer.generate("another", KeyAlgorithm.P256, purposes))
                    .isInstanceOf(SigningRefusedException.class);
        }
    }

    @Test
    void aSignerKilledWhileItGeneratesLeavesNoHalfKey() {
        for (var round = 0; round < 3; round++) {
            var label = "interrupted-" + round;
            var killer = Thread.ofPlatform().start(token::killSigner);
            try {
                signer.generate(label, KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL));
            } catch (TokenUnavailableException e) {
                assertThat(e).hasMessageContaining("key life");
            }
            join(killer);
            token.awaitSigner();
            // Either a whole key or none.
            signer.findByLabel(label).ifPresent(key -> assertThat(sign(key.handle())).isNotNull());
        }
    }

    private static EnumSet<KeyPurpose> noPurpose() {
        return EnumSet.noneOf(KeyPurpose.class);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Octets sign(KeyHandle handle) {
        return signer.sign(
                handle, KeyPurpose.CRL, SignatureAlgorithm.ECDSA_SHA256, Octets.of(new byte[32]));
    }

    /** CKA_ID as pkcs11-tool shows it: the hexadecimal digits of an ASCII text. */
    private static String idOf(TokenKey key) {
        var text = key.handle().keyId().toString();
        return Octets.of(text.getBytes(StandardCharsets.US_ASCII)).toHex();
    }

    /** Every object on the token: private keys, public keys, certificates. */
    private List<String> objects() throws Exception {
        var objects = new ArrayList<String>();
        for (var type : List.of("privkey", "pubkey", "cert")) {
            var listed =
                    Command.of(
                                    "pkcs11-tool",
                                    "--module",
                                    token.token().library().toString(),
                                    "--token-label",
                                    token.token().label(),
                                    "--login",
                                    "--pin",
                                    "env:TOKEN_PIN",
                                    "--list-objects",
                                    "--type",
                                    type)
                            .with("SOFTHSM2_CONF", token.token().configFile().toString())
                            .with("TOKEN_PIN", token.pin())
                            .run();
            assertThat(listed.status()).as(listed.output()).isZero();
            objects.addAll(List.of(listed.output().split("(?m)^(?=[A-Z]\\w+ (Key )?Object)", -1)));
        }
        return objects;
    }
}
