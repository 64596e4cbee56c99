package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.AcceptableCas.Ambiguity;
import org.lineageca.ca.lifecycle.AcceptableCas.Authority;
import org.lineageca.ca.lifecycle.AcceptableCas.Position;
import org.lineageca.ca.path.ExploredPath;
import org.lineageca.ca.path.PathCertificate;
import org.lineageca.ca.path.PathSearch;
import org.lineageca.ca.path.PathValidation;
import org.lineageca.octets.Octets;

/**
 * Lists the CAs a TLS server names as acceptable: the generations of a lineage that still speak for
 * certificates, and what they chain to.
 */
public final class ListAcceptableCas {

    private static final Set<String> SPEAKING = Set.of("Staged", "Enabled", "Disabled");

    private final CertificatePool pool;
    private final InstantSource clock;

    public ListAcceptableCas(CertificatePool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** The lineages there is a list for, in order. */
    public List<String> lineages(Actor actor) {
        actor.require(Permission.VIEW);
        return lineages();
    }

    private List<String> lineages() {
        return pool.ours().stream()
                .map(CertificatePool.Ours::lineage)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    public AcceptableCas of(Actor actor, String lineage) {
        actor.require(Permission.VIEW);
        var lineages = lineages();
        if (!lineages.contains(lineage)) {
            throw new RefusedException(
                    Refusal.NOT_FOUND,
                    "There is no lineage '%s' with a CA certificate. There are: %s."
                            .formatted(lineage, String.join(", ", lineages)));
        }
        return list(lineage, KnownCertificates.read(pool));
    }

    private AcceptableCas list(String lineage, KnownCertificates known) {
        var present = known.present();
        var speaking =
                present.stream()
                        .filter(own -> lineage.equals(own.row().lineage()))
                        .filter(own -> SPEAKING.contains(own.row().state()))
                        .filter(own -> own.certificate().notAfter().isAfter(clock.instant()))
                        .map(KnownCertificates.Ours::certificate)
                        .toList();
        var notes = new ArrayList<String>();
        // Each certificate once; the position nearest to the clients counts.
        var positions = new LinkedHashMap<PathCertificate, Position>();
        speaking.forEach(issuer -> positions.put(issuer, Position.ISSUER));
        var above =
                speaking.stream().flatMap(issuer -> above(issuer, known, notes).stream()).toList();
        for (var position : List.of(Position.INTERMEDIATE, Position.ROOT)) {
            above.stream()
                    .filter(path -> path.size() > 1)
                    .flatMap(path -> at(path, position).stream())
                    .forEach(certificate -> positions.putIfAbsent(certificate, position));
        }
        if (speaking.isEmpty()) {
            notes.add(
                    "No generation of '%s' speaks for certificates: none is staged, enabled or disabled with a certificate in time."
                            .formatted(lineage));
        }
        Map<Octets, String> states =
                present.stream()
                        .collect(
                                Collectors.toMap(
                                        own -> own.certificate().der(), own -> own.row().state()));
        var authorities =
                positions.entrySet().stream()
                        .map(entry -> authority(entry.getKey(), entry.getValue(), states))
                        .toList();
        return new AcceptableCas(lineage, authorities, ambiguities(authorities), notes);
    }

    private static List<PathCertificate> at(List<PathCertificate> path, Position position) {
        return switch (position) {
            case ISSUER -> List.of(path.getFirst());
            case INTERMEDIATE -> path.subList(1, path.size() - 1);
            case ROOT -> List.of(path.getLast());
        };
    }

    /** The valid paths of an issuer, itself first; over present certificates only. */
    private Collection<List<PathCertificate>> above(
            PathCertificate issuer, KnownCertificates known, List<String> notes) {
        var anchors =
                new ArrayList<>(
                        known.present().stream()
                                .filter(KnownCertificates.Ours::isRoot)
                                .map(KnownCertificates.Ours::certificate)
                                .toList());
        anchors.addAll(known.foreignAnchors());
        var between =
                new ArrayList<>(
                        known.present().stream().map(KnownCertificates.Ours::certificate).toList());
        between.addAll(known.foreign());
        var now = clock.instant();
        // One that is staged ahead may not be valid yet.
        var at = issuer.notBefore().isAfter(now) ? issuer.notBefore() : now;
        var valid =
                new PathValidation(at, List.of())
                        .judge(PathSearch.find(issuer, anchors, between).paths()).stream()
                                .filter(path -> path.outcome() == ExploredPath.Outcome.VALID)
                                .map(ExploredPath::certificates)
                                .toList();
        if (valid.isEmpty()) {
            notes.add(
                    "%s (key %s) chains to no trust anchor at %s: its root is not in the bundle."
                            .formatted(issuer.title(), issuer.key().label(), at));
        }
        return valid;
    }

    private static Authority authority(
            PathCertificate certificate, Position position, Map<Octets, String> states) {
        return new Authority(
                certificate.subjectName(),
                certificate.key(),
                position,
                states.get(certificate.der()),
                certificate.notAfter(),
                certificate.der());
    }

    private static List<Ambiguity> ambiguities(List<Authority> authorities) {
        return authorities.stream()
                .collect(
                        Collectors.groupingBy(
                                Authority::name,
                                LinkedHashMap::new,
                                Collectors.mapping(Authority::key, Collectors.toList())))
                .entrySet()
                .stream()
                .map(entry ->
                        new Ambiguity(
                                entry.getKey(), entry.getValue().stream().distinct().toList()))
                .filter(ambiguity -> ambiguity.generations().size() > 1)
                .toList();
    }
}
