package org.lineageca.ca.lifecycle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** Finds the certificates that a list names, all of them with a look or two per generation. */
final class ReadList {

    private final BatchStore batches;
    private final AuthorityStore authorities;

    ReadList(BatchStore batches, AuthorityStore authorities) {
        this.batches = batches;
        this.authorities = authorities;
    }

    /** One item for each, in their order. */
    List<ListedItem> read(List<String> names) {
        Map<String, CertificateReference> references = new HashMap<>();
        Map<String, ListedItem> malformed = new HashMap<>();
        for (var name : names) {
            try {
                references.put(name, CertificateReference.parse(name));
            } catch (RefusedException e) {
                malformed.put(name, new ListedItem.Malformed(name, String.valueOf(e.getMessage())));
            }
        }
        var generations = authorities.generations();
        var found = candidates(generations, references);
        var serialsOfCas = serialsOfCas(generations);
        var items = new ArrayList<ListedItem>(names.size());
        for (var name : names) {
            var reference = references.get(name);
            items.add(
                    reference == null
                            ? malformed.get(name)
                            : item(name, found.getOrDefault(reference, List.of()), serialsOfCas));
        }
        return items;
    }

    private static ListedItem item(
            String name, List<BatchStore.Candidate> found, Set<SerialNumber> serialsOfCas) {
        if (found.isEmpty()) {
            return new ListedItem.Unknown(name);
        }
        if (found.size() > 1) {
            return new ListedItem.Ambiguous(name);
        }
        var candidate = found.getFirst();
        var certificate = candidate.certificate();
        if (serialsOfCas.contains(certificate.serial())) {
            return new ListedItem.OfACa(name);
        }
        return candidate.isFinal()
                ? new ListedItem.AlreadyRevoked(name, certificate)
                : new ListedItem.Good(name, certificate);
    }

    private Map<CertificateReference, List<BatchStore.Candidate>> candidates(
            List<Generation> generations, Map<String, CertificateReference> references) {
        var serials = new HashSet<Octets>();
        var fingerprints = new HashSet<Octets>();
        for (var reference : references.values()) {
            switch (reference) {
                case CertificateReference.BySerial(var serial) -> serials.add(serial.octets());
                case CertificateReference.ByFingerprint(var sha256) -> fingerprints.add(sha256);
            }
        }
        Map<CertificateReference, List<BatchStore.Candidate>> found = new HashMap<>();
        for (var generation : generations) {
            for (var candidate :
                    batches.candidates(generation.identity().id(), serials, fingerprints)) {
                var sha256 = candidate.sha256();
                if (serials.contains(candidate.certificate().serial().octets())) {
                    var bySerial =
                            new CertificateReference.BySerial(candidate.certificate().serial());
                    found.computeIfAbsent(bySerial, _ -> new ArrayList<>()).add(candidate);
                }
                if (sha256 != null && fingerprints.contains(sha256)) {
                    var byFingerprint = new CertificateReference.ByFingerprint(sha256);
                    found.computeIfAbsent(byFingerprint, _ -> new ArrayList<>()).add(candidate);
                }
            }
        }
        return found;
    }

    private static Set<SerialNumber> serialsOfCas(List<Generation> generations) {
        var serials = new HashSet<SerialNumber>();
        for (var generation : generations) {
            generation.caCertificate().ifPresent(certificate -> serials.add(certificate.serial()));
        }
        return serials;
    }
}
