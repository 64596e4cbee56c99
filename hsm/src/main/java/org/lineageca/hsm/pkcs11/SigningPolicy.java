package org.lineageca.hsm.pkcs11;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.SigningRefusedException;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.octets.Octets;

/** What the signer refuses whoever asks. Each check passes or throws. */
final class SigningPolicy {

    /** The label of the key every token has for test signatures. */
    static final String HEALTH_LABEL = "signer-health";

    private static final Pattern LABEL = Pattern.compile("[a-z0-9-]{1,64}");

    private SigningPolicy() {}

    /** Passes when the key signs checkpoints of an audit log. */
    static void checkCheckpoint(TokenKey key) {
        checkPurpose(key, KeyPurpose.AUDIT_CHECKPOINT);
    }

    static void check(
            TokenKey key, KeyPurpose purpose, SignatureAlgorithm algorithm, Octets digest) {
        checkPurpose(key, purpose);
        if (purpose == KeyPurpose.AUDIT_CHECKPOINT) {
            throw new SigningRefusedException(
                    "Key '%s' signs checkpoints of an audit log, and no digest of unknown content. Nothing was signed. Ask for a checkpoint to be signed."
                            .formatted(key.label()));
        }
        if (!algorithm.fits(key.algorithm())) {
            throw new SigningRefusedException(
                    "Key '%s' is a %s key and cannot make %s signatures. Nothing was signed. Ask for an algorithm of the key's kind."
                            .formatted(key.label(), key.algorithm(), algorithm));
        }
        if (digest.length() != algorithm.digestLength()) {
            throw new SigningRefusedException(
                    "%s signs a %s digest of %d bytes, got %d bytes. Nothing was signed. Hash the data and send the digest."
                            .formatted(
                                    algorithm,
                                    algorithm.digest(),
                                    algorithm.digestLength(),
                                    digest.length()));
        }
    }

    private static void checkPurpose(TokenKey key, KeyPurpose purpose) {
        if (!key.purposes().contains(purpose)) {
            throw new SigningRefusedException(
                    "Key '%s' may sign %s only, not %s. Nothing was signed. Use a key generated for that purpose."
                            .formatted(
                                    key.label(),
                                    key.purposes().stream().sorted().toList(),
                                    purpose));
        }
    }

    static void checkNewKey(
            String label,
            KeyAlgorithm algorithm,
            Set<KeyPurpose> purposes,
            Collection<TokenKey> existing) {
        if (!LABEL.matcher(label).matches()) {
            throw new SigningRefusedException(
                    "'%s' is no key label: 1 to 64 of a-z, 0-9 and hyphen. No key was generated."
                            .formatted(label));
        }
        if (purposes.isEmpty() || purposes.contains(KeyPurpose.HEALTH)) {
            throw new SigningRefusedException(
                    "Key '%s' cannot have the purposes %s: at least one, and HEALTH is the signer's own. No key was generated."
                            .formatted(label, purposes));
        }
        if (purposes.contains(KeyPurpose.AUDIT_CHECKPOINT)
                && (purposes.size() > 1 || algorithm != KeyAlgorithm.P256)) {
            throw new SigningRefusedException(
                    "Key '%s' cannot be a %s key for %s: a key for AUDIT_CHECKPOINT is P256 and has no other purpose. No key was generated."
                            .formatted(label, algorithm, purposes.stream().sorted().toList()));
        }
        if (existing.stream().anyMatch(key -> key.label().equals(label))) {
            throw new SigningRefusedException(
                    "There is a key '%s' on the token. No key was generated. Choose another label, or use that key."
                            .formatted(label));
        }
    }

    static void checkRestriction(TokenKey key, Set<KeyPurpose> purposes) {
        if (key.purposes().contains(KeyPurpose.HEALTH)) {
            throw new SigningRefusedException(
                    "Key '%s' is the signer's own. Its purposes were not changed."
                            .formatted(key.label()));
        }
        if (purposes.isEmpty()) {
            throw new SigningRefusedException(
                    "Key '%s' cannot be left without a purpose. Its purposes were not changed. Destroy it if it is to sign nothing more."
                            .formatted(key.label()));
        }
        if (!key.purposes().containsAll(purposes)) {
            throw new SigningRefusedException(
                    "Key '%s' may sign %s only, and its purposes can be dropped, never added: %s was asked for. Its purposes were not changed. Ask for some of those it has."
                            .formatted(
                                    key.label(),
                                    key.purposes().stream().sorted().toList(),
                                    purposes.stream().sorted().toList()));
        }
    }

    static void checkDestruction(TokenKey key) {
        if (key.purposes().contains(KeyPurpose.HEALTH)) {
            throw new SigningRefusedException(
                    "Key '%s' is the signer's own. It was not destroyed.".formatted(key.label()));
        }
    }
}
