package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.softhsm.TemporaryToken;
import org.lineageca.octets.Octets;

class TokenLossTest {

    private final TemporaryToken token = TemporaryToken.start("fragile");

    @AfterEach
    void close() {
        token.close();
    }

    @Test
    void callersGetATypedErrorInTimeAndWorkAgainWhenTheTokenIsBack() {
        var key =
                token.signer()
                        .generate("kept", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL))
                        .handle();
        for (var round = 0; round < 2; round++) {
            token.lose();

            for (var call = 0; call < 2; call++) {
                var start = System.nanoTime();
                assertThatThrownBy(() -> sign(key))
                        .isInstanceOf(TokenUnavailableException.class)
                        .hasMessageContaining("HSM token 'fragile' is unavailable");
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isLessThan(Duration.ofSeconds(2));
            }

            token.restore();
            token.awaitSigner();
            assertThat(sign(key)).isNotNull();
        }
    }

    @Test
    void aKeyIsNeitherDestroyedNorGeneratedOnATokenThatIsNotThere() {
        var key = token.signer().generate("kept", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL));
        token.lose();

        assertThatThrownBy(() -> token.signer().destroy(key.handle()))
                .isInstanceOf(TokenUnavailableException.class);
        assertThatThrownBy(() ->
                        token.signer()
                                .generate("new", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL)))
                .isInstanceOf(TokenUnavailableException.class);

        token.restore();
        token.awaitSigner();
        assertThat(token.signer().findByLabel("kept")).contains(key);
        assertThat(token.signer().findByLabel("new")).isEmpty();
        assertThat(sign(key.handle())).isNotNull();
    }

    @Test
    void aSignerThatNobodyAsksNoticesByItselfAndEnds() {
        var first = token.process();

        token.lose();

        first.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(token.log())
                                .contains("HSM token 'fragile' is lost: ")
                                .contains("HSM token 'fragile' cannot be used in slot index 0"));
        assertThat(token.exitStatuses()).isNotEmpty().containsOnly(3);
    }

    private Octets sign(KeyHandle key) {
        return token.signer()
                .sign(
                        key,
                        KeyPurpose.CRL,
                        SignatureAlgorithm.ECDSA_SHA256,
                        Octets.of(new byte[32]));
    }
}
