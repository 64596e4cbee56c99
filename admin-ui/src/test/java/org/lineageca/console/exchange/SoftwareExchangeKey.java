package org.lineageca.console.exchange;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.lineageca.ca.exchange.ExchangeSignature;
import org.lineageca.octets.Octets;

/** An exchange key in software. */
public final class SoftwareExchangeKey implements ExchangeSignature {

    private final KeyPair keys = generate();

    private static KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Octets publicKey() {
        return Octets.of(keys.getPublic().getEncoded());
    }

    @Override
    public Octets sign(Octets digest) {
        try {
            var signature = Signature.getInstance("NONEwithECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(digest.toArray());
            return Octets.of(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
