package org.lineageca.publisher.publish;

import java.util.List;
import java.util.Optional;
import org.lineageca.publisher.guard.CertificateCandidate;
import org.lineageca.publisher.guard.RecordedIssuer;

/**
 * What the database offers at one instant.
 *
 * @param origin what it says of itself
 */
public record Offer(List<OfferedGeneration> generations, Origin origin) {

    public Offer {
        generations = List.copyOf(generations);
    }

    /** A certificate of a generation, for the guard. */
    CertificateCandidate candidate(OfferedGeneration generation, OfferedCertificate certificate) {
        return new CertificateCandidate(
                certificate.der(),
                generation.subject(),
                generation.publicKey(),
                issuer(generation, certificate));
    }

    /** Whether the authority of this generation has others. */
    boolean nameShared(OfferedGeneration generation) {
        return generations.stream()
                        .filter(other -> other.subject().equals(generation.subject()))
                        .count()
                > 1;
    }

    /** Whether it has a CRL of a scope. */
    boolean hasCrl(String label, String scope) {
        return generations.stream()
                .filter(generation -> generation.label().equals(label))
                .flatMap(generation -> generation.crls().stream())
                .anyMatch(crl -> crl.scope().equals(scope));
    }

    private RecordedIssuer issuer(OfferedGeneration generation, OfferedCertificate certificate) {
        var id = certificate.issuer();
        if (id == null) {
            return new RecordedIssuer.Unrecorded();
        }
        var signer = generation(id).orElse(generation);
        return new RecordedIssuer.Generation(signer.subject(), signer.publicKey());
    }

    private Optional<OfferedGeneration> generation(int id) {
        return generations.stream().filter(generation -> generation.id() == id).findFirst();
    }
}
