package org.lineageca.ca.path;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.lineageca.ca.x509.KeyIdentifier;

/** Finds who may have issued a certificate: by name, and by key identifier where names differ. */
final class IssuerIndex {

    private final Map<X500Principal, List<PathCertificate>> bySubject = new HashMap<>();
    private final Map<KeyIdentifier, List<PathCertificate>> byKey = new HashMap<>();

    IssuerIndex(Collection<PathCertificate> certificates) {
        for (var certificate : certificates) {
            bySubject
                    .computeIfAbsent(certificate.subject(), _ -> new ArrayList<>())
                    .add(certificate);
            var key = certificate.subjectKey();
            if (key != null) {
                byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(certificate);
            }
        }
    }

    Collection<PathCertificate> issuersOf(PathCertificate certificate) {
        var found = new LinkedHashSet<>(bySubject.getOrDefault(certificate.issuer(), List.of()));
        var key = certificate.authorityKey();
        if (key != null) {
            found.addAll(byKey.getOrDefault(key, List.of()));
        }
        return found;
    }
}
