package org.lineageca.hsm.client;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.RSAKeyGenParameterSpec;
import javax.crypto.Cipher;
import org.lineageca.octets.Octets;

/** A key pair that shares are sealed to, and that no file ever holds: RSA-3072. */
public final class OneTimeKey {

    private static final int BITS = 3_072;

    private final KeyPair pair;

    private OneTimeKey(KeyPair pair) {
        this.pair = pair;
    }

    public static OneTimeKey draw(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(
                    new RSAKeyGenParameterSpec(BITS, RSAKeyGenParameterSpec.F4), random);
            return new OneTimeKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java makes no RSA keys", e);
        }
    }

    /** DER SubjectPublicKeyInfo. */
    public Octets publicKey() {
        return Octets.of(pair.getPublic().getEncoded());
    }

    /**
     * Opens what {@link ShareSeal} sealed.
     *
     * @return UTF-8, for the caller to wipe
     * @throws ShareRefusedException when it was not sealed to this key
     */
    public byte[] open(Octets sealed) {
        try {
            var cipher = Cipher.getInstance(ShareSeal.CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, pair.getPrivate(), ShareSeal.OAEP);
            return cipher.doFinal(sealed.toArray());
        } catch (GeneralSecurityException _) {
            // Without the cause: what a padding looked like is nobody's business.
            throw new ShareRefusedException(
                    "What came cannot be opened: it was not sealed to the key in use now, which changes when the signer is started. No share was taken. Ask for the status and seal the share again.");
        }
    }
}
