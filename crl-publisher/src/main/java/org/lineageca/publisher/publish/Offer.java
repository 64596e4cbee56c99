package org.lineageca.publisher.publish;

import java.util.List;
import java.util.Optional;
import org.lineageca.publisher.guard.CertificateCandidate;
import org.lineageca.publisher.guard.RecordedIssuer;

/** What the database offers at one instant. */
public record Offer(List<OfferedGeneration> generations) {

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
