package org.lineageca.publisher.publish;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lineageca.publisher.guard.Octets;

/**
 * A key generation and what there is of it to publish.
 *
 * @param id its key in the database
 * @param label its name to the outside: 16 hexadecimal digits
 * @param subject the authority's DER Name
 * @param publicKey DER SubjectPublicKeyInfo
 * @param certificates over its key, the newest last
 * @param crls the newest signed one of each scope
 */
public record OfferedGeneration(
        int id,
        String label,
        Octets subject,
        Octets publicKey,
        List<OfferedCertificate> certificates,
        List<OfferedCrl> crls) {

    private static final Pattern LABEL = Pattern.compile("[0-9a-f]{16}");

    public OfferedGeneration {
        // It becomes the name of a folder.
        if (!LABEL.matcher(label).matches()) {
            throw new IllegalArgumentException("not the label of a generation: " + label);
        }
        certificates = List.copyOf(certificates);
        crls = List.copyOf(crls);
    }

    /** The newest of its own certificates that are valid by then. */
    Optional<OfferedCertificate> newestOwn(Instant latest) {
        return certificates.stream()
                .filter(certificate -> !certificate.cross())
                .filter(certificate -> !certificate.notBefore().isAfter(latest))
                .reduce((_, later) -> later);
    }
}
