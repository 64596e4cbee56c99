package org.lineageca.ca.exchange;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.ceremony.CeremonyStep;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.path.TestAuthority;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/** A token in software: P-256 only. */
final class SoftwareKeys implements TestCeremony.Keys {

    private final Map<Octets, KeyPair> keys = new HashMap<>();

    SoftwareKeys(List<TestAuthority> authorities) {
        authorities.forEach(each -> keys.put(TestExchange.publicKey(each), each.keys()));
    }

    @Override
    public Octets generate(String name, KeyAlgorithm algorithm) {
        try {
            var pair = TestRequests.ec("secp256r1");
            var publicKey = Octets.of(pair.getPublic().getEncoded());
            keys.put(publicKey, pair);
            return publicKey;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Octets sign(GenerationIdentity by, SignatureAlgorithm algorithm, CeremonyStep step) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(Objects.requireNonNull(keys.get(by.key().publicKey())).getPrivate());
            signature.update(step.toBeSigned().orElseThrow().toArray());
            return Octets.of(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
