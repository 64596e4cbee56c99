package org.lineageca.hsm.client;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.lineageca.octets.Octets;

/**
 * One token, by way of the process that alone may use it.
 *
 * <p>Every call ends within two seconds, but for key generation: with its result, or with one of
 * the exceptions of this package. After the token returns, the same object works again.
 */
public interface Signer {

    /** The label of the token behind it. */
    String token();

    /**
     * Signs one digest.
     *
     * @param digest the hash of what is signed, as long as {@code algorithm} says
     * @return the signature value: DER Ecdsa-Sig-Value for ECDSA, the modulus-long octet string for
     *     RSA. It completes exceptionally with TokenUnavailableException, SigningRefusedException
     *     or UnknownKeyException
     */
    CompletableFuture<Octets> signAsync(
            KeyHandle key, KeyPurpose purpose, SignatureAlgorithm algorithm, Octets digest);

    /** Signs one digest and waits. */
    Octets sign(KeyHandle key, KeyPurpose purpose, SignatureAlgorithm algorithm, Octets digest);

    /**
     * Generates a key pair on the token: sensitive, non-extractable.
     *
     * @param label 1 to 64 of {@code [a-z0-9-]}, not yet used on the token
     */
    TokenKey generate(String label, KeyAlgorithm algorithm, Set<KeyPurpose> purposes);

    List<TokenKey> keys();

    Optional<TokenKey> findByLabel(String label);

    Optional<TokenKey> findById(KeyId id);

    /** Destroys the private key and every object that came with it. Cannot be undone. */
    void destroy(KeyHandle key);

    /** Makes a real test signature with the token's health key. */
    SignerHealth health();
}
