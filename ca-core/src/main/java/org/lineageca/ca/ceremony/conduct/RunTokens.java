package org.lineageca.ca.ceremony.conduct;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.ceremony.CeremonyStep;
import org.lineageca.ca.ceremony.IllegalMoveException;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.TranscriptEntry;
import org.lineageca.ca.token.TokenExchangeKey;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.ShareStatus;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.octets.Octets;

/**
 * What runs ask of tokens. Everything here may be asked again after a crash and does not happen
 * twice.
 */
public final class RunTokens {

    private static final Set<KeyPurpose> CA_KEY =
            Set.of(
                    KeyPurpose.CERTIFICATE,
                    KeyPurpose.CRL,
                    KeyPurpose.OCSP_SIGNER,
                    KeyPurpose.CERTIFICATION_REQUEST);

    private final Map<RunKind, CeremonyToken> tokens;

    /**
     * @param tokens empty where this installation holds no ceremonies
     */
    public RunTokens(Map<RunKind, CeremonyToken> tokens) {
        this.tokens = Map.copyOf(tokens);
    }

    /**
     * The token of a kind of run.
     *
     * @throws IllegalMoveException if there is none here
     */
    public CeremonyToken of(RunKind kind) {
        var token = tokens.get(kind);
        if (token == null) {
            throw new IllegalMoveException(
                    "This installation has no token for a "
                            + (kind == RunKind.REAL ? "ceremony" : "rehearsal")
                            + ". Nothing was done. Ceremonies are held on an offline installation (lineage up --offline).");
        }
        return token;
    }

    public boolean any() {
        return !tokens.isEmpty();
    }

    /** Null while its signer does not answer. */
    @Nullable ShareStatus status(RunKind kind) {
        var token = tokens.get(kind);
        if (token == null) {
            return null;
        }
        try {
            return token.custody().status();
        } catch (TokenUnavailableException e) {
            return null;
        }
    }

    /** Generates a key, or finds the one an attempt before this one generated. */
    TokenKey generate(RunKind kind, String label, KeyAlgorithm algorithm) {
        var signer = of(kind).signer();
        return signer.findByLabel(label).orElseGet(() -> signer.generate(label, algorithm, CA_KEY));
    }

    /** DER SubjectPublicKeyInfo of the key that signs records and packages. */
    Octets exchangeKey(RunKind kind) {
        return new TokenExchangeKey(of(kind).signer()).publicKey();
    }

    /** Signs what a step is to sign. */
    Octets sign(RunKind kind, CeremonyStep step) {
        var signer = of(kind).signer();
        return switch (step) {
            case CeremonyStep.SignCaCertificate(var linted, _) ->
                    TokenSigning.signCertificateOnce(signer, linted);
            case CeremonyStep.SignOcspSigner(var linted, _) ->
                    TokenSigning.signCertificateOnce(signer, linted);
            case CeremonyStep.SignCrl(var linted, _) -> TokenSigning.signCrlOnce(signer, linted);
            case CeremonyStep other -> throw new IllegalArgumentException(other + " signs nothing");
        };
    }

    /** Signs the last line of a transcript, and with it all of them. */
    Octets signRecord(RunKind kind, Octets exchangeKey, TranscriptEntry last) {
        return TokenSigning.signRecordOnce(of(kind).signer(), exchangeKey, last.sha256());
    }

    /** Destroys a CA's key and returns what the token answers when it is asked for it. */
    String destroy(RunKind kind, GenerationIdentity identity) {
        return destroy(of(kind).signer(), identity.key().publicKey(), identity.algorithm());
    }

    /** The same for a key of which only the label and the public part are known. */
    Optional<String> destroy(RunKind kind, String label, Octets publicKey) {
        var signer = of(kind).signer();
        var found = signer.findByLabel(label);
        return found.map(key -> destroy(signer, publicKey, key.algorithm()));
    }

    private static String destroy(Signer signer, Octets publicKey, KeyAlgorithm algorithm) {
        return TokenSigning.destroy(signer, KeyHandle.of(signer.token(), publicKey), algorithm);
    }

    boolean isActive(RunKind kind) {
        var status = status(kind);
        return status != null && status.state() == ShareStatus.State.ACTIVE;
    }

    void lockIfActive(RunKind kind) {
        if (isActive(kind)) {
            lock(kind);
        }
    }

    /** Locks a token; that it is locked, or gone, is as good. */
    void lock(RunKind kind) {
        try {
            of(kind).custody().deactivate();
        } catch (TokenUnavailableException ending) {
            // Its process ends with this; whoever watches over it starts it again, locked.
        }
    }

    /** The kinds of run there are tokens for. */
    List<RunKind> kinds() {
        return tokens.keySet().stream().sorted().toList();
    }
}
