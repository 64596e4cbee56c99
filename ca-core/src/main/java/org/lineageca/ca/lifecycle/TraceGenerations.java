package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;

/** When generations had which certificates, when they issued, and until when they answer. */
public final class TraceGenerations {

    /**
     * A span in which a generation issued.
     *
     * @param until null while it does
     */
    public record Span(Instant from, @Nullable Instant until) {}

    /**
     * A generation's life.
     *
     * @param certificates over its key, in the order they became valid
     * @param issuing the spans in which it was enabled
     * @param answersUntil the latest notAfter of what it issued; null if it never issued
     */
    public record Life(
            Generation generation,
            List<GenerationChronicle.CaCertificateRecord> certificates,
            List<Span> issuing,
            @Nullable Instant answersUntil) {}

    private final AuthorityStore authorities;
    private final GenerationChronicle chronicle;
    private final InstantSource clock;

    public TraceGenerations(
            AuthorityStore authorities, GenerationChronicle chronicle, InstantSource clock) {
        this.authorities = authorities;
        this.chronicle = chronicle;
        this.clock = clock;
    }

    /** Of all generations, in the order they were created. */
    public List<Life> all(Actor actor) {
        actor.require(Permission.VIEW);
        var certificates = chronicle.caCertificates();
        var moves = chronicle.moves();
        var now = clock.instant();
        return authorities.generations().stream()
                .map(generation -> {
                    var id = generation.identity().id();
                    return new Life(
                            generation,
                            certificates.stream()
                                    .filter(certificate -> certificate.generation().equals(id))
                                    .toList(),
                            issuing(
                                    moves.stream()
                                            .filter(move -> move.generation().equals(id))
                                            .toList()),
                            chronicle.issued(id, now).lastExpiry());
                })
                .toList();
    }

    private static List<Span> issuing(List<GenerationChronicle.Move> moves) {
        var spans = new ArrayList<Span>();
        Instant from = null;
        for (var move : moves) {
            if (move.state().equals("Enabled")) {
                from = move.at();
            } else if (from != null) {
                spans.add(new Span(from, move.at()));
                from = null;
            }
        }
        if (from != null) {
            spans.add(new Span(from, null));
        }
        return List.copyOf(spans);
    }
}
