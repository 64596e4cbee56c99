package org.lineageca.ca.exchange;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.octets.Octets;

/** An exchange key in software. */
public final class TestParty implements ExchangeSignature {

    private final KeyPair keys;

    private TestParty(KeyPair keys) {
        this.keys = keys;
    }

    public static TestParty make() {
        try {
            return new TestParty(TestRequests.ec("secp256r1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    PartyId id() {
        return PartyId.ofPublicKey(publicKey());
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
