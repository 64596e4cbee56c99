package org.lineageca.ocsp.status;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ocsp.protocol.CrlReference;
import org.lineageca.octets.Octets;

/**
 * A generation that has a CA certificate, as the database has it.
 *
 * @param mustAnswer whether it issues certificates that name an OCSP responder
 * @param name DER Name of its authority
 * @param publicKey DER SubjectPublicKeyInfo
 * @param delegates its OCSP signers that are not revoked
 * @param crl its newest CRL that speaks for all its certificates, if answers are to name it
 */
public record GenerationRow(
        int id,
        String label,
        boolean mustAnswer,
        Octets name,
        Octets publicKey,
        List<DelegateRow> delegates,
        @Nullable CrlReference crl) {

    /**
     * An OCSP signer as the database has it.
     *
     * @param token the label of the token its key is on
     * @param certificate DER
     */
    public record DelegateRow(String token, Octets certificate) {}

    public GenerationRow {
        delegates = List.copyOf(delegates);
    }
}
