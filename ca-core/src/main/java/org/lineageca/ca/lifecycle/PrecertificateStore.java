package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.transparency.SctList;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/**
 * Where precertificates are kept, and where the certificates of those that logs know are promised.
 * Each method is one transaction, its audit events included.
 */
public interface PrecertificateStore {

    /** Records precertificates that the token returned, as {@link CertificateStore#record}. */
    List<CertificateStore.Recording> record(List<CertificateStore.SignedOrder> signed, Instant at);

    /**
     * Commits the intents to sign the certificates themselves, as {@link CertificateStore#intend}.
     * What was revoked since, or has such an intent already, is not signed.
     */
    List<CertificateStore.Intent> complete(List<CertificateOrder> orders, Instant at);

    /**
     * A precertificate whose certificate was never promised.
     *
     * @param der the precertificate
     */
    record Unfinished(SerialNumber serial, Instant notBefore, Instant notAfter, Octets der) {}

    /**
     * The newest that was made for a request by a profile, that is not revoked, and of whose life a
     * tenth has not passed yet.
     */
    Optional<Unfinished> unfinished(
            GenerationId generation, String profile, Octets requestSha256, Instant at);

    /**
     * What is on record of a certificate that was to carry SCTs.
     *
     * @param recordedAt when its precertificate was signed
     * @param sha256 of the precertificate
     * @param scts what logs promised; null while they have not
     */
    record Standing(Instant recordedAt, Octets sha256, @Nullable SctList scts) {}

    /** Empty where it was to carry none, or its precertificate was not recorded. */
    Optional<Standing> standing(GenerationId generation, SerialNumber serial);
}
