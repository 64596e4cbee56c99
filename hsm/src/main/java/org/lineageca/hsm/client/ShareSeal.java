package org.lineageca.hsm.client;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.lineageca.octets.Octets;

/**
 * How a share travels: RSAES-OAEP (RFC 8017 7.1) with SHA-256, MGF1 with SHA-256 and no label, over
 * the UTF-8 of its text. A browser's {@code crypto.subtle.encrypt({name: "RSA-OAEP"}, …)} with a
 * key imported for hash {@code SHA-256} does the same.
 */
public final class ShareSeal {

    static final String CIPHER = "RSA/ECB/OAEPPadding";

    static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec(
                    "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    /** Far more than a share's text, in bytes of UTF-8. */
    private static final int LONGEST_TEXT = 256;

    private static final int SHORTEST_KEY = 3_072;
    private static final int LONGEST_KEY = 8_192;

    private ShareSeal() {}

    /**
     * Seals a share for the signer.
     *
     * @param shareText as on the card or in the envelope; left to the caller to wipe
     * @param oneTimePublicKey from {@link ShareStatus#oneTimePublicKey}
     * @throws ShareRefusedException when the text is too long to be a share's
     */
    public static Octets seal(CharSequence shareText, Octets oneTimePublicKey) {
        var text = ByteBuffer.allocate(LONGEST_TEXT);
        try {
            var result =
                    StandardCharsets.UTF_8
                            .newEncoder()
                            .encode(CharBuffer.wrap(shareText), text, true);
            if (!result.isUnderflow()) {
                throw new ShareRefusedException(
                        "This is no share's text: it is too long, or no text. Nothing was sent. Type what is on the card.");
            }
            return seal(Arrays.copyOf(text.array(), text.position()), oneTimePublicKey);
        } finally {
            Arrays.fill(text.array(), (byte) 0);
        }
    }

    /**
     * Seals the UTF-8 of a share's text.
     *
     * @param text wiped before this returns, however it returns
     */
    public static Octets seal(byte[] text, Octets publicKey) {
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, parse(publicKey), OAEP);
            return Octets.of(cipher.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no key that a share can be sealed to", e);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private static RSAPublicKey parse(Octets publicKey) throws GeneralSecurityException {
        var key =
                (RSAPublicKey)
                        KeyFactory.getInstance("RSA")
                                .generatePublic(new X509EncodedKeySpec(publicKey.toArray()));
        var bits = key.getModulus().bitLength();
        if (bits < SHORTEST_KEY || bits > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "shares are not sealed to an RSA key of %d bits".formatted(bits));
        }
        return key;
    }
}
