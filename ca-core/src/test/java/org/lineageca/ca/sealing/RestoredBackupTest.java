package org.lineageca.ca.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.RefuseRestored;
import org.lineageca.ca.token.SealedAuditLog;
import org.lineageca.ca.token.Signers;
import org.lineageca.ca.token.TokenCheckpointSigner;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.softhsm.TemporaryToken;
import org.lineageca.octets.Octets;

/** A real database that is put back, and a real token's signer that remembers. */
class RestoredBackupTest {

    private static final Octets DIGEST = Octets.of(new byte[] {1}).sha256();

    @Test
    void aRestoredBackupSignsNothingAndSaysWhyUntilItIsWholeAgain() {
        try (var token = TemporaryToken.start("issuing")) {
            var signers = new Signers(Map.of("issuing", token.signer()));
            var checkpoints = new TokenCheckpointSigner(signers);
            var trail = new AuditTrail();
            trail.asOwner().execute("TRUNCATE audit_key");
            var key =
                    new KeepAuditKey(trail.ledger(), checkpoints, trail::now)
                            .keys(AuditTrail.INSTALLATION)
                            .getLast();
            var seal = new SealAuditLog(trail.ledger(), checkpoints, trail::now);
            var guard =
                    new RefuseRestored(
                            Optional.of(new SealedAuditLog(trail.ledger(), signers)), trail::now);
            var signing = new TokenSigning(signers, guard).signer("issuing");
            var crl = signing.generate("crl", KeyAlgorithm.P256, Set.of(KeyPurpose.CRL)).handle();

            trail.write(300);
            seal.seal(AuditTrail.INSTALLATION, key);
            trail.save();
            trail.write(20);
            seal.seal(AuditTrail.INSTALLATION, key);
            signing.sign(crl, KeyPurpose.CRL, SignatureAlgorithm.ECDSA_SHA256, DIGEST);

            trail.restore();
            guard.look();
            assertThatThrownBy(() ->
                            signing.sign(
                                    crl, KeyPurpose.CRL, SignatureAlgorithm.ECDSA_SHA256, DIGEST))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused ->
                                    assertThat(refused.refusal())
                                            .isEqualTo(Refusal.DATABASE_RESTORED))
                    .hasMessageContaining("has signed a checkpoint of ")
                    .hasMessageContaining("Restore a newer backup");
            assertThatThrownBy(() -> seal.seal(AuditTrail.INSTALLATION, key))
                    .isInstanceOf(AuditLogBrokenException.class);

            trail.dropSaved();
        }
    }
}
