package org.lineageca.hsm.pkcs11;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.HexFormat;
import javax.crypto.Cipher;
import org.bouncycastle.crypto.AsymmetricBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.lineageca.hsm.client.SignatureAlgorithm;

/**
 * Turns a digest into a signature with a private key that stays on its token: the token does the
 * ECDSA or RSA operation, what surrounds it is done here.
 */
final class DigestSigner {

    /** DigestInfo up to the digest itself (RFC 8017 9.2, note 1). */
    private static final byte[] SHA256_INFO =
            HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    private static final byte[] SHA384_INFO =
            HexFormat.of().parseHex("3041300d060960864801650304020205000430");

    private final Provider provider;
    private final SecureRandom random;

    DigestSigner(Provider provider, SecureRandom random) {
        this.provider = provider;
        this.random = random;
    }

    /**
     * Signs a digest whose length fits the algorithm with a key that fits it.
     *
     * @throws GeneralSecurityException or ProviderException when the token does not sign
     */
    byte[] sign(PrivateKey key, PublicKey publicKey, SignatureAlgorithm algorithm, byte[] digest)
            throws GeneralSecurityException {
        return switch (algorithm) {
            case ECDSA_SHA256, ECDSA_SHA384 -> ecdsa(key, digest);
            case RSA_PKCS1_SHA256 -> pkcs1(key, SHA256_INFO, digest);
            case RSA_PKCS1_SHA384 -> pkcs1(key, SHA384_INFO, digest);
            case RSA_PSS_SHA256 -> pss(key, (RSAPublicKey) publicKey, new SHA256Digest(), digest);
            case RSA_PSS_SHA384 -> pss(key, (RSAPublicKey) publicKey, new SHA384Digest(), digest);
        };
    }

    byte[] sign(HeldKey held, SignatureAlgorithm algorithm, byte[] digest)
            throws GeneralSecurityException {
        return sign(held.privateKey(), held.certificate().getPublicKey(), algorithm, digest);
    }

    private byte[] ecdsa(PrivateKey key, byte[] digest) throws GeneralSecurityException {
        var signature = Signature.getInstance("NONEwithECDSA", provider);
        signature.initSign(key);
        signature.update(digest);
        return signature.sign();
    }

    private byte[] pkcs1(PrivateKey key, byte[] info, byte[] digest)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding", provider);
        cipher.init(Cipher.ENCRYPT_MODE, key);
        cipher.update(info);
        return cipher.doFinal(digest);
    }

    /** EMSA-PSS (RFC 8017 9.1.1) here, RSASP1 on the token. */
    private byte[] pss(PrivateKey key, RSAPublicKey publicKey, Digest hash, byte[] digest)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("RSA/ECB/NoPadding", provider);
        cipher.init(Cipher.ENCRYPT_MODE, key);
        var signer = PSSSigner.createRawSigner(new TokenRsa(cipher, publicKey.getModulus()), hash);
        var parameters =
                new RSAKeyParameters(false, publicKey.getModulus(), publicKey.getPublicExponent());
        signer.init(true, new ParametersWithRandom(parameters, random));
        signer.update(digest, 0, digest.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new GeneralSecurityException("the token did not sign", e);
        }
    }

    /** RSASP1 (RFC 8017 5.2.1) on the token, in the shape Bouncy Castle asks for. */
    private record TokenRsa(Cipher cipher, BigInteger modulus) implements AsymmetricBlockCipher {

        @Override
        public void init(boolean forEncryption, CipherParameters parameters) {
            // The cipher holds its key already.
        }

        @Override
        public int getInputBlockSize() {
            return getOutputBlockSize();
        }

        @Override
        public int getOutputBlockSize() {
            return (modulus.bitLength() + 7) / 8;
        }

        @Override
        public byte[] processBlock(byte[] in, int offset, int length)
                throws org.bouncycastle.crypto.InvalidCipherTextException {
            try {
                return cipher.doFinal(in, offset, length);
            } catch (GeneralSecurityException e) {
                throw new org.bouncycastle.crypto.InvalidCipherTextException(
                        "RSA on the token failed", e);
            }
        }
    }
}
