package org.lineageca.ca.token;

import java.util.Set;
import org.lineageca.ca.exchange.ExchangeSignature;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.octets.Octets;

/** The exchange key on a token, generated there when it is first needed. */
public final class TokenExchangeKey implements ExchangeSignature {

    private static final String LABEL = "exchange-1";

    private final Signer signer;

    public TokenExchangeKey(Signer signer) {
        this.signer = signer;
    }

    @Override
    public Octets publicKey() {
        return key().handle().publicKey();
    }

    @Override
    public Octets sign(Octets digest) {
        return signer.sign(
                key().handle(), KeyPurpose.EXCHANGE, SignatureAlgorithm.ECDSA_SHA256, digest);
    }

    private TokenKey key() {
        return signer.findByLabel(LABEL)
                .orElseGet(() ->
                        signer.generate(LABEL, KeyAlgorithm.P256, Set.of(KeyPurpose.EXCHANGE)));
    }
}
