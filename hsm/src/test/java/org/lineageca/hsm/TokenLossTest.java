package org.lineageca.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.SocketSigner;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.softhsm.TemporaryToken;
import org.lineageca.octets.Octets;

class TokenLossTest {

    private final TemporaryToken token = TemporaryToken.start("fragile");

    /** As impatient as a program is. */
    private final SocketSigner program = SocketSigner.of(token.socket(), "fragile");

    @AfterEach
    void close() {
        program.close();
        token.close();
    }

    @Test
    void callersGetATypedErrorAndWorkAgainWhenTheTokenIsBack() {
        var key =
                token.signer()
                        .generate("kept", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL))
                        .handle();
        for (var round = 0; round < 2; round++) {
            token.lose();

            for (var call = 0; call < 2; call++) {
                assertThatThrownBy(() -> sign(program, key))
                        .isInstanceOf(TokenUnavailableException.class)
                        .hasMessageContaining("HSM token 'fragile' is unavailable");
            }

            token.restore();
            await().ignoreExceptionsInstanceOf(TokenUnavailableException.class)
                    .until(() -> sign(program, key).length() > 0);
        }
    }

    @Test
    void aKeyIsNeitherDestroyedNorGeneratedOnATokenThatIsNotThere() {
        var key = token.signer().generate("kept", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL));
        token.lose();

        assertThatThrownBy(() -> program.destroy(key.handle()))
                .isInstanceOf(TokenUnavailableException.class);
        assertThatThrownBy(() ->
                        program.generate("new", KeyAlgorithm.P256, EnumSet.of(KeyPurpose.CRL)))
                .isInstanceOf(TokenUnavailableException.class);

        token.restore();
        token.awaitSigner();
        assertThat(token.signer().findByLabel("kept")).contains(key);
        assertThat(token.signer().findByLabel("new")).isEmpty();
        assertThat(sign(token.signer(), key.handle())).isNotNull();
    }

    @Test
    void aSignerThatNobodyAsksNoticesByItselfAndEnds() {
        var first = token.process();

        token.lose();

        await().until(() -> !first.isAlive());
        await().untilAsserted(() ->
                assertThat(token.log())
                        .contains("HSM token 'fragile' is lost: ")
                        .contains("HSM token 'fragile' cannot be used in slot index 0"));
        assertThat(token.exitStatuses()).isNotEmpty().containsOnly(3);
    }

    private static Octets sign(Signer signer, KeyHandle key) {
        return signer.sign(
                key, KeyPurpose.CRL, SignatureAlgorithm.ECDSA_SHA256, Octets.of(new byte[32]));
    }
}
