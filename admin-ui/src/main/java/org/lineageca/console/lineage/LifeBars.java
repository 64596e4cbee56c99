package org.lineageca.console.lineage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.GenerationChronicle.CaCertificateRecord;
import org.lineageca.ca.lifecycle.ListLineages;
import org.lineageca.ca.lifecycle.TraceGenerations;
import org.lineageca.console.picture.LifeBar;

/** From generations and their certificates to the bars of a timeline. */
final class LifeBars {

    private final List<TraceGenerations.Life> lives;

    /** The last safe issue of the enabled generation, by role. */
    private final Map<String, Instant> lastSafeIssues;

    LifeBars(List<TraceGenerations.Life> lives, List<ListLineages.Overview> lineages) {
        this.lives = lives;
        this.lastSafeIssues =
                lineages.stream()
                        .filter(lineage -> lineage.lastSafeIssue().isPresent())
                        .collect(
                                Collectors.toMap(
                                        lineage -> lineage.settings().role(),
                                        lineage -> lineage.lastSafeIssue().orElseThrow().at()));
    }

    List<LifeBar> all() {
        return lives.stream().flatMap(life -> bars(life).stream()).toList();
    }

    List<LifeBar> of(String role) {
        return lives.stream()
                .filter(life -> role.equals(life.generation().identity().lineage()))
                .flatMap(life -> bars(life).stream())
                .toList();
    }

    /** The spans are told at the newest certificate of its own, where a chain now begins. */
    private List<LifeBar> bars(TraceGenerations.Life life) {
        var own = life.certificates().stream().filter(each -> !each.isCross()).toList();
        var bars = new ArrayList<LifeBar>();
        for (var certificate : life.certificates()) {
            var isNewest = !own.isEmpty() && certificate.equals(own.getLast());
            var isFirst = !own.isEmpty() && certificate.equals(own.getFirst());
            bars.add(
                    bar(
                            life,
                            certificate,
                            certificate.isCross()
                                    ? LifeBar.Kind.CROSS
                                    : isFirst ? LifeBar.Kind.FIRST : LifeBar.Kind.RENEWED,
                            isNewest));
        }
        return bars;
    }

    private LifeBar bar(
            TraceGenerations.Life life,
            CaCertificateRecord certificate,
            LifeBar.Kind kind,
            boolean tellsSpans) {
        var identity = life.generation().identity();
        return new LifeBar(
                identity.name().commonName(),
                identity.id().label(),
                life.generation().state(),
                kind,
                certificate.notBefore(),
                certificate.notAfter(),
                tellsSpans
                        ? life.issuing().stream()
                                .map(span -> new LifeBar.Span(span.from(), span.until()))
                                .toList()
                        : List.of(),
                tellsSpans ? life.answersUntil() : null,
                tellsSpans ? lastSafeIssue(life) : null);
    }

    private @Nullable Instant lastSafeIssue(TraceGenerations.Life life) {
        var role = life.generation().identity().lineage();
        return role == null || !life.generation().state().equals("Enabled")
                ? null
                : lastSafeIssues.get(role);
    }
}
