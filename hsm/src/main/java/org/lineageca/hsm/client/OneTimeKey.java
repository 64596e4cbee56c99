package org.lineageca.hsm.client;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import org.lineageca.octets.Octets;

/** A key pair that shares are sealed to, and that no file ever holds: P-256. */
public final class OneTimeKey {

    private static final String CURVE = "secp256r1";

    private final KeyPair pair;

    private OneTimeKey(KeyPair pair) {
        this.pair = pair;
    }

    public static OneTimeKey draw(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE), random);
            return new OneTimeKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java makes no P-256 keys", e);
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
            return ShareSeal.open(sealed.toArray(), this);
        } catch (GeneralSecurityException _) {
            // Without the cause: what was wrong with it is nobody's business.
            throw new ShareRefusedException(
                    "What came cannot be opened: it was not sealed to the key in use now, which changes when the signer is started. No share was taken. Ask for the status and seal the share again.");
        }
    }

    /**
     * The secret that this key and another share (ECDH, NIST SP 800-56A 5.7.1.2), for the caller to
     * wipe.
     *
     * @param other DER SubjectPublicKeyInfo
     * @throws GeneralSecurityException when that is no point of the curve
     */
    byte[] agree(byte[] other) throws GeneralSecurityException {
        if (!Arrays.equals(
                ShareSeal.KEY_PREFIX, Arrays.copyOf(other, ShareSeal.KEY_PREFIX.length))) {
            throw new GeneralSecurityException("no public key on P-256");
        }
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(pair.getPrivate());
        agreement.doPhase(
                KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(other)), true);
        return agreement.generateSecret();
    }
}
