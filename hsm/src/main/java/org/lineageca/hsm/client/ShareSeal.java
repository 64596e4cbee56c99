package org.lineageca.hsm.client;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.lineageca.octets.Octets;

/**
 * How a share travels: the sender draws a P-256 key for it alone, agrees on a secret with the
 * receiver's one-time key (ECDH), and derives from it (HKDF with SHA-256, RFC 5869, no salt) the
 * key that the UTF-8 of the text is encrypted with: AES-256-GCM (NIST SP 800-38D). The context of
 * the derivation is {@code lineage share seal}, the sender's public key and the receiver's. What is
 * sent is the sender's public key (DER SubjectPublicKeyInfo, 91 octets) and the ciphertext with its
 * tag. A browser's {@code crypto.subtle} does the same.
 */
public final class ShareSeal {

    /** SubjectPublicKeyInfo of a P-256 key, up to its uncompressed point (RFC 5480 2). */
    static final byte[] KEY_PREFIX =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

    private static final int KEY_LENGTH = 91;
    private static final byte[] CONTEXT = "lineage share seal".getBytes(StandardCharsets.US_ASCII);
    private static final int AES_KEY_LENGTH = 32;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_LENGTH = 16;

    /** Far more than a share's text, in bytes of UTF-8. */
    private static final int LONGEST_TEXT = 256;

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
            var own = OneTimeKey.draw(new SecureRandom());
            var sender = own.publicKey().toArray();
            var receiver = publicKey.toArray();
            var cipher = cipher(Cipher.ENCRYPT_MODE, key(own, receiver, sender, receiver));
            var sealed = Arrays.copyOf(sender, KEY_LENGTH + text.length + TAG_LENGTH);
            cipher.doFinal(text, 0, text.length, sealed, KEY_LENGTH);
            return Octets.of(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no key that a share can be sealed to", e);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /** The text in UTF-8, for the caller to wipe. */
    static byte[] open(byte[] sealed, OneTimeKey own) throws GeneralSecurityException {
        var length = sealed.length - KEY_LENGTH - TAG_LENGTH;
        if (length < 0) {
            throw new AEADBadTagException("too short");
        }
        var sender = Arrays.copyOf(sealed, KEY_LENGTH);
        var receiver = own.publicKey().toArray();
        var cipher = cipher(Cipher.DECRYPT_MODE, key(own, sender, sender, receiver));
        var text = new byte[length];
        cipher.doFinal(sealed, KEY_LENGTH, length + TAG_LENGTH, text, 0);
        return text;
    }

    private static Cipher cipher(int mode, SecretKey key) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        // Each key encrypts but one text, so its nonce need not differ from another's.
        cipher.init(
                mode, key, new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, new byte[NONCE_LENGTH]));
        return cipher;
    }

    private static SecretKey key(OneTimeKey own, byte[] other, byte[] sender, byte[] receiver)
            throws GeneralSecurityException {
        var secret = own.agree(other);
        try {
            var context =
                    ByteBuffer.allocate(CONTEXT.length + sender.length + receiver.length)
                            .put(CONTEXT)
                            .put(sender)
                            .put(receiver)
                            .array();
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret)
                                    .thenExpand(context, AES_KEY_LENGTH));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
