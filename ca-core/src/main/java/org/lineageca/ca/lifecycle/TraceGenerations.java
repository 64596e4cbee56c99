package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.x509.DistinguishedName;

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

    /** How the installation signs what it does by an act. */
    private static final Pattern BY_ACT = Pattern.compile("act ([0-9]{1,18})");

    /**
     * A step in the life of a CA.
     *
     * @param act by which two people decided it; null where none did
     */
    public record Step(GenerationChronicle.Entry entry, @Nullable DecidedAct act) {}

    private final AuthorityStore authorities;
    private final GenerationChronicle chronicle;
    private final ActStore acts;
    private final InstantSource clock;

    public TraceGenerations(
            AuthorityStore authorities,
            GenerationChronicle chronicle,
            ActStore acts,
            InstantSource clock) {
        this.authorities = authorities;
        this.chronicle = chronicle;
        this.acts = acts;
        this.clock = clock;
    }

    /** What all keys of the CA with this name went through, the newest first. */
    public List<Step> history(Actor actor, DistinguishedName name) {
        actor.require(Permission.VIEW);
        var keys =
                authorities.generations().stream()
                        .map(Generation::identity)
                        .filter(identity -> identity.name().equals(name))
                        .map(GenerationIdentity::id)
                        .toList();
        var decided = new HashMap<Long, Optional<DecidedAct>>();
        return chronicle.life(keys).stream()
                .map(entry -> {
                    var act = BY_ACT.matcher(entry.actor());
                    return new Step(
                            entry,
                            act.matches()
                                    ? decided.computeIfAbsent(
                                                    Long.valueOf(act.group(1)), acts::find)
                                            .orElse(null)
                                    : null);
                })
                .toList();
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
