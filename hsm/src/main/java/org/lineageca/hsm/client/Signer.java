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
     * Signs one digest. What depends on the result may be done on the thread that reads results,
     * and must not block.
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
     * Signs one digest at most once: asked again for the same key, purpose, algorithm and digest,
     * also after either end was restarted, the signer gives back the signature it made first. So
     * whoever lost the answer asks again, and no two signatures of one thing exist.
     *
     * <p>It is for few and weighty signatures: each is written to the signer's journal before it is
     * given out. A signer without a journal refuses with SigningRefusedException.
     *
     * @param digest as for {@link #sign}
     */
    Octets signOnce(KeyHandle key, KeyPurpose purpose, SignatureAlgorithm algorithm, Octets digest);

    /**
     * Signs a checkpoint of an audit log, which the signer remembers before it asks the token: ever
     * after, whatever key is asked for, it signs none of this origin that has fewer leaves, nor
     * another of as many. The same one again is signed again.
     *
     * @param key P-256, of the purpose AUDIT_CHECKPOINT
     * @return a DER Ecdsa-Sig-Value over the SHA-256 of {@link Checkpoint#body}
     * @throws CheckpointRefusedException when the signer remembers another past of this log
     */
    Octets signCheckpoint(KeyHandle key, Checkpoint checkpoint);

    /** What the signer remembers of a log; nothing where it never signed a checkpoint of it. */
    Optional<LastCheckpoint> lastCheckpoint(String origin);

    /**
     * Generates a key pair on the token: sensitive, non-extractable.
     *
     * @param label 1 to 64 of {@code [a-z0-9-]}, not yet used on the token
     */
    TokenKey generate(String label, KeyAlgorithm algorithm, Set<KeyPurpose> purposes);

    List<TokenKey> keys();

    Optional<TokenKey> findByLabel(String label);

    Optional<TokenKey> findById(KeyId id);

    /**
     * Drops purposes of a key, for ever: from its return on, every client is refused signatures for
     * them, also by a signer started later.
     *
     * <p>To ask for what the key has already is a success, so it may be asked again after a
     * TokenUnavailableException, which leaves the key with either the old or the new purposes.
     *
     * @param purposes what the key may sign from now on: at least one, and none that it may not
     *     sign now; otherwise SigningRefusedException
     * @return the key as it is now
     */
    TokenKey restrict(KeyHandle key, Set<KeyPurpose> purposes);

    /**
     * Destroys the private key and every object that came with it. Cannot be undone.
     *
     * <p>After a TokenUnavailableException it may be asked again: UnknownKeyException then says
     * that nothing of the key is on the token.
     */
    void destroy(KeyHandle key);

    /** Makes a real test signature with the token's health key. */
    SignerHealth health();
}
