package org.lineageca.ca.token;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.issuance.CaRequest;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lint.Linted;
import org.lineageca.ca.lint.LintedStream;
import org.lineageca.ca.x509.SignatureIdentifier;
import org.lineageca.ca.x509.SignedStructure;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.client.UnknownKeyException;
import org.lineageca.octets.Octets;

/** Signs what was linted. The only way from the core to a token's signature. */
public final class TokenSigning {

    private final Signers signers;
    private final SigningGuard guard;

    /**
     * Without a guard: where there is no history that a database could have lost.
     *
     * @param signers by the label of their token
     */
    public TokenSigning(Map<String, Signer> signers) {
        this.signers = new Signers(signers);
        this.guard = () -> {};
    }

    /** Every use of a key asks the guard first. */
    public TokenSigning(Signers signers, SigningGuard guard) {
        this.signers = signers.guardedBy(guard);
        this.guard = guard;
    }

    /**
     * Returns when something may be signed now. To be asked before an intent is committed: what
     * will not be signed must not be promised.
     *
     * @throws RefusedException when nothing may be
     */
    public void requireOpen() {
        guard.check();
    }

    /**
     * Returns when a generation's key can sign now. To be asked, too, before an intent is
     * committed, where one that is not signed costs much.
     *
     * @throws RefusedException when nothing may be signed
     * @throws TokenUnavailableException when its token cannot sign, or has no such key
     */
    public void requireReady(GenerationIdentity by) {
        requireOpen();
        if (!holdsKey(by)) {
            throw another(by, null);
        }
    }

    /**
     * Whether a generation's key is on its token: not on an empty one that took the place of one
     * that was lost.
     *
     * @throws TokenUnavailableException when the token does not sign, so that nobody can say
     */
    public boolean holdsKey(GenerationIdentity by) {
        var signer = signer(by.key().token());
        signer.health();
        return signer.findById(by.key().keyId()).isPresent();
    }

    /**
     * Whether a signer for the token is configured here; a root's is not where it is kept offline.
     */
    public boolean reaches(String token) {
        return signers.byToken().containsKey(token);
    }

    /**
     * The signer of a token.
     *
     * @throws TokenUnavailableException if none is configured
     */
    public Signer signer(String token) {
        return signers.signer(token);
    }

    /** All that are configured here. */
    public Collection<Signer> signers() {
        return signers.byToken().values();
    }

    /** Returns the whole certificate, DER. */
    public Octets signCertificate(Linted<CertificateContent> linted) {
        return sign(
                linted.content().signer(),
                purpose(linted.content().template()),
                linted.toBeSigned());
    }

    /**
     * Asks for a certificate's signature, and does not wait. What is asked for at the same time
     * goes to the signer together.
     *
     * @return the whole certificate, DER; or it completes exceptionally, as {@link
     *     Signer#signAsync} says
     */
    public CompletableFuture<Octets> beginCertificate(Linted<CertificateContent> linted) {
        var by = linted.content().signer();
        if (!reaches(by.key().token())) {
            return CompletableFuture.failedFuture(Signers.unreachable(by.key().token()));
        }
        var algorithm = SignatureIdentifier.algorithmFor(by.algorithm());
        return signer(by.key().token())
                .signAsync(
                        by.key(),
                        purpose(linted.content().template()),
                        algorithm,
                        linted.toBeSigned().digest(algorithm.digest()))
                .exceptionallyCompose(
                        failure -> CompletableFuture.failedFuture(asUnavailable(by, failure)))
                .thenApply(signature ->
                        SignedStructure.assemble(linted.toBeSigned(), algorithm, signature));
    }

    /** Returns the whole of a CRL that is small enough to be held, DER. */
    public Octets signCrl(Linted<TbsCertList> linted) {
        return sign(linted.content().issuer().identity(), KeyPurpose.CRL, linted.toBeSigned());
    }

    /** Returns the signature value of a CRL. */
    public Octets signCrl(LintedStream<TbsCertList> linted) {
        var issuer = linted.content().issuer();
        return signature(issuer.identity(), KeyPurpose.CRL, issuer.algorithm(), linted.digest());
    }

    /** Returns the whole PKCS#10 request, DER. */
    public Octets signRequest(Linted<CaRequest> linted) {
        return sign(
                linted.content().generation(),
                KeyPurpose.CERTIFICATION_REQUEST,
                linted.toBeSigned());
    }

    /** Returns the whole certificate, DER; the same if asked again. */
    public static Octets signCertificateOnce(Signer signer, Linted<CertificateContent> linted) {
        return signOnce(
                signer,
                linted.content().signer(),
                purpose(linted.content().template()),
                linted.toBeSigned());
    }

    /** Returns the whole CRL, DER; the same if asked again. */
    public static Octets signCrlOnce(Signer signer, Linted<TbsCertList> linted) {
        return signOnce(
                signer, linted.content().issuer().identity(), KeyPurpose.CRL, linted.toBeSigned());
    }

    /**
     * Signs the record of a ceremony with the token's exchange key.
     *
     * @param sha256 of its last line
     */
    public static Octets signRecordOnce(Signer signer, Octets exchangeKey, Octets sha256) {
        return signer.signOnce(
                KeyHandle.of(signer.token(), exchangeKey),
                KeyPurpose.EXCHANGE,
                SignatureAlgorithm.ECDSA_SHA256,
                sha256);
    }

    private static Octets signOnce(
            Signer signer, GenerationIdentity by, KeyPurpose purpose, Octets toBeSigned) {
        var algorithm = SignatureIdentifier.algorithmFor(by.algorithm());
        var signature =
                signer.signOnce(
                        KeyHandle.of(signer.token(), by.key().publicKey()),
                        purpose,
                        algorithm,
                        toBeSigned.digest(algorithm.digest()));
        return SignedStructure.assemble(toBeSigned, algorithm, signature);
    }

    private static KeyPurpose purpose(CertificateTemplate template) {
        return template == CertificateTemplate.OCSP_SIGNER
                ? KeyPurpose.OCSP_SIGNER
                : KeyPurpose.CERTIFICATE;
    }

    /**
     * Destroys a key and makes sure that it is gone.
     *
     * @return what the token answered when it was asked to sign with the key afterwards
     * @throws IllegalStateException if it could still sign
     */
    public String destroy(GenerationIdentity identity) {
        return destroy(signer(identity.key().token()), identity.key(), identity.algorithm());
    }

    /** The same for a key of any signer. */
    public static String destroy(Signer signer, KeyHandle key, KeyAlgorithm kind) {
        try {
            signer.destroy(key);
        } catch (UnknownKeyException alreadyGone) {
            // A run before this one destroyed it and died before it could say so.
        }
        var algorithm = SignatureIdentifier.algorithmFor(kind);
        var nothing = Octets.of(new byte[0]).digest(algorithm.digest());
        try {
            signer.sign(key, KeyPurpose.CRL, algorithm, nothing);
        } catch (UnknownKeyException gone) {
            return String.valueOf(gone.getMessage());
        }
        throw new IllegalStateException(
                "token '"
                        + key.token()
                        + "' still signs with key "
                        + key.keyId()
                        + " after it was told to destroy it. The generation was not marked as destroyed. Examine the token.");
    }

    private Octets sign(GenerationIdentity by, KeyPurpose purpose, Octets toBeSigned) {
        var algorithm = SignatureIdentifier.algorithmFor(by.algorithm());
        var digest = toBeSigned.digest(algorithm.digest());
        return SignedStructure.assemble(
                toBeSigned, algorithm, signature(by, purpose, algorithm, digest));
    }

    private Octets signature(
            GenerationIdentity by,
            KeyPurpose purpose,
            SignatureAlgorithm algorithm,
            Octets digest) {
        try {
            return signer(by.key().token()).sign(by.key(), purpose, algorithm, digest);
        } catch (UnknownKeyException e) {
            throw another(by, e);
        }
    }

    private static Throwable asUnavailable(GenerationIdentity by, Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof UnknownKeyException unknown ? another(by, unknown) : failure;
    }

    /** To whoever wants a signature it is all one whether the token is away or is another. */
    private static TokenUnavailableException another(
            GenerationIdentity by, @Nullable UnknownKeyException e) {
        return new TokenUnavailableException(
                by.key().token(), "it does not hold the key of " + by.name(), e);
    }
}
