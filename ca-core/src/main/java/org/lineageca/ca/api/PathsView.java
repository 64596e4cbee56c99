package org.lineageca.ca.api;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.path.Exploration;
import org.lineageca.ca.path.ExploredPath;
import org.lineageca.ca.path.Origin;
import org.lineageca.ca.path.PathCertificate;

/**
 * Paths as the interface shows them.
 *
 * @param valid how many of them are
 * @param cuts a sentence for each bound of the search that was reached
 */
@Serdeable
record PathsView(String target, Instant at, long valid, List<PathView> paths, List<String> cuts) {

    /**
     * One path.
     *
     * @param outcome valid, not valid, or incomplete where it ends without a trust anchor
     * @param reason a word that is stable; null where it is valid, as are the next two
     * @param index of the certificate the reason is about; 0 is the target
     * @param sentence the reason for people
     * @param over kinds of CA certificates
     */
    @Serdeable
    record PathView(
            String outcome,
            @Nullable String reason,
            @Nullable Integer index,
            @Nullable String sentence,
            List<String> over,
            List<String> notes,
            List<StepView> certificates) {}

    /**
     * A certificate on a path.
     *
     * @param origin own, renewed, cross, link, foreign or given; the target's too
     * @param key the label of its public key, by which generations are named
     */
    @Serdeable
    record StepView(
            String subject,
            String issuer,
            String serial,
            String sha256,
            String key,
            Instant notBefore,
            Instant notAfter,
            String origin,
            boolean anchor) {}

    static PathsView of(Exploration exploration) {
        return new PathsView(
                exploration.target().title(),
                exploration.at().truncatedTo(ChronoUnit.SECONDS),
                exploration.count(ExploredPath.Outcome.VALID),
                exploration.paths().stream().map(PathsView::path).toList(),
                exploration.cuts());
    }

    private static PathView path(ExploredPath path) {
        var finding = path.finding();
        var certificates = path.certificates();
        return new PathView(
                path.outcome().label(),
                finding == null ? null : finding.reason().label(),
                finding == null ? null : finding.index(),
                finding == null ? null : finding.sentence(),
                path.over().stream().map(Origin::label).toList(),
                path.notes(),
                IntStream.range(0, certificates.size())
                        .mapToObj(index -> step(certificates.get(index), path.isAnchor(index)))
                        .toList());
    }

    private static StepView step(PathCertificate certificate, boolean isAnchor) {
        return new StepView(
                certificate.title(),
                certificate.issuerName().toString(),
                certificate.serial(),
                certificate.der().sha256().toHex(),
                certificate.key().label(),
                certificate.notBefore(),
                certificate.notAfter(),
                certificate.origin().label(),
                isAnchor);
    }
}
