package org.lineageca.console.authority;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.lifecycle.AuthorityStore.RecordedCaCertificate;
import org.lineageca.console.picture.Hierarchy;

/** From generations and the DER of their certificates to who certified whom. */
final class HierarchyMaking {

    /**
     * A generation.
     *
     * @param certificates over its key, in the order they were recorded
     */
    record Certified(Generation generation, List<RecordedCaCertificate> certificates) {

        GenerationIdentity identity() {
            return generation.identity();
        }

        String label() {
            return identity().id().label();
        }
    }

    private final List<Certified> all;
    private final List<Hierarchy.Edge> edges = new ArrayList<>();
    private final Map<String, Hierarchy.Node> foreign = new LinkedHashMap<>();
    private final Map<String, String> above = new HashMap<>();

    private HierarchyMaking(List<Certified> all) {
        this.all = all;
    }

    /**
     * Makes it.
     *
     * @param all in the order they were created
     * @param rolls those that were approved: they say which root came after which
     */
    static Hierarchy hierarchy(List<Certified> all, List<Act.Roll> rolls) {
        var making = new HierarchyMaking(all);
        all.forEach(making::certificates);
        all.forEach(making::succession);
        rolls.forEach(making::rootsOf);
        return new Hierarchy(making.nodes(), making.edges);
    }

    private void certificates(Certified one) {
        var isFirst = true;
        for (var recorded : one.certificates()) {
            var kind =
                    recorded.isCross()
                            ? Hierarchy.Kind.CROSS
                            : isFirst ? Hierarchy.Kind.FIRST : Hierarchy.Kind.RENEWED;
            var certificate = recorded.certificate();
            var from = issuer(one, recorded);
            if (kind == Hierarchy.Kind.FIRST && !from.equals(one.label())) {
                above.put(one.label(), from);
            }
            isFirst &= recorded.isCross();
            edges.add(
                    new Hierarchy.Edge(
                            kind,
                            from,
                            one.label(),
                            certificate.serial().hex(),
                            certificate.notBefore(),
                            certificate.notAfter()));
        }
        var parent = one.identity().parent();
        if (parent != null) {
            above.putIfAbsent(one.label(), parent.label());
            if (one.certificates().isEmpty()) {
                edges.add(edge(Hierarchy.Kind.ASKED, parent.label(), one.label()));
            }
        }
    }

    private String issuer(Certified one, RecordedCaCertificate recorded) {
        var issuer = recorded.issuer();
        if (issuer != null) {
            return issuer.label();
        }
        var certificate = recorded.certificate();
        if (certificate.isSelfSigned()) {
            return one.label();
        }
        var name = certificate.issuer();
        var id = "foreign/" + name;
        foreign.putIfAbsent(id, new Hierarchy.Node(id, name.commonName(), "", null));
        return id;
    }

    /** A re-key keeps the name; what is new in a lineage otherwise comes after the one before. */
    private void succession(Certified one) {
        var identity = one.identity();
        Certified before = null;
        for (var other : all) {
            if (other.equals(one)) {
                break;
            }
            var its = other.identity();
            var comes =
                    identity.number() > 1
                            ? its.name().equals(identity.name())
                                    && its.number() == identity.number() - 1
                            : identity.lineage() != null
                                    && identity.lineage().equals(its.lineage())
                                    && its.number() == 1;
            if (comes) {
                before = other;
            }
        }
        if (before != null) {
            edges.add(
                    edge(
                            identity.number() > 1 ? Hierarchy.Kind.RE_KEY : Hierarchy.Kind.ROLL,
                            before.label(),
                            one.label()));
        }
    }

    /** Roots are in no lineage. */
    private void rootsOf(Act.Roll roll) {
        var first = roll.predecessor().label();
        if (all.stream()
                .noneMatch(one -> one.label().equals(first) && one.identity().lineage() == null)) {
            return;
        }
        var before = first;
        for (var key : roll.keys()) {
            for (var one : all) {
                if (one.identity().name().equals(key.name())
                        && one.identity().number() == key.number()) {
                    edges.add(edge(Hierarchy.Kind.ROLL, before, one.label()));
                    before = one.label();
                }
            }
        }
    }

    private static Hierarchy.Edge edge(Hierarchy.Kind kind, String from, String to) {
        return new Hierarchy.Edge(kind, from, to, "", null, null);
    }

    /** Those of one lineage stand beside each other. */
    private List<Hierarchy.Node> nodes() {
        var nodes = new ArrayList<>(foreign.values());
        var known =
                all.stream().map(Certified::label).collect(Collectors.toCollection(HashSet::new));
        known.addAll(foreign.keySet());
        below(null, known, nodes);
        foreign.keySet().forEach(id -> below(id, known, nodes));
        return nodes;
    }

    private void below(@Nullable String id, Set<String> known, List<Hierarchy.Node> nodes) {
        all.stream()
                .filter(one -> Objects.equals(above(one, known), id))
                .sorted(
                        Comparator.comparing(
                                one -> Objects.requireNonNullElse(one.identity().lineage(), "")))
                .forEach(one -> {
                    nodes.add(
                            new Hierarchy.Node(
                                    one.label(),
                                    one.identity().name().commonName(),
                                    one.generation().state(),
                                    id));
                    below(one.label(), known, nodes);
                });
    }

    private @Nullable String above(Certified one, Set<String> known) {
        var id = above.get(one.label());
        return id != null && known.contains(id) ? id : null;
    }
}
