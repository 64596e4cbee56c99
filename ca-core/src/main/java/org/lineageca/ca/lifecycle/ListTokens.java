package org.lineageca.ca.lifecycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.lifecycle.OcspSignerStore.OcspSigner;
import org.lineageca.ca.lifecycle.ProbeTokens.Probe;
import org.lineageca.ca.sealing.AuditLedger;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.octets.Octets;

/** Which tokens there are, which keys lie on them, and what each of those is for. */
public final class ListTokens {

    /** Whose a key is. */
    public sealed interface Owner {

        /** A CA's. */
        record Ca(Generation generation) implements Owner {}

        /** It signs the checkpoints of the audit log. */
        record AuditLog() implements Owner {}

        /** It signs exchange packages and transcripts of ceremonies. */
        record Exchange() implements Owner {}

        /** The signer's own, for test signatures. */
        record TestSignatures() implements Owner {}

        /** Nothing on record names it. */
        record Nobody() implements Owner {}
    }

    /** A key that lies on a token. */
    public record HeldKey(TokenKey key, Owner owner) {}

    /**
     * A token.
     *
     * @param probe what its test signature came to; null where no signer here reaches it
     * @param keys by label; none where it does not tell
     * @param missing generations whose key should lie on it and does not, as far as it tells
     * @param expected generations whose key is on record as lying on it and is not destroyed
     * @param delegates OCSP signers whose keys lie on it: a responder's own
     */
    public record Token(
            String label,
            @Nullable Probe probe,
            List<HeldKey> keys,
            List<Generation> missing,
            List<Generation> expected,
            List<OcspSigner> delegates) {
        public Token {
            keys = List.copyOf(keys);
            missing = List.copyOf(missing);
            expected = List.copyOf(expected);
            delegates = List.copyOf(delegates);
        }

        /** Keys that nothing on record names. */
        public List<HeldKey> orphans() {
            return keys.stream().filter(held -> held.owner() instanceof Owner.Nobody).toList();
        }
    }

    private final AuthorityStore authorities;
    private final OcspSignerStore delegates;
    private final AuditLedger audit;
    private final TokenSigning signing;
    private final ProbeTokens probes;

    public ListTokens(
            AuthorityStore authorities,
            OcspSignerStore delegates,
            AuditLedger audit,
            TokenSigning signing,
            ProbeTokens probes) {
        this.authorities = authorities;
        this.delegates = delegates;
        this.audit = audit;
        this.signing = signing;
        this.probes = probes;
    }

    /**
     * Those within reach, and those something on record names; by label. Takes two seconds for each
     * that does not answer.
     */
    public List<Token> all(Actor actor) {
        actor.require(Permission.VIEW);
        var probed =
                probes.probe(actor).stream()
                        .collect(Collectors.toMap(Probe::token, Function.identity()));
        var generations =
                authorities.generations().stream()
                        .filter(generation -> !(generation instanceof Generation.Destroyed))
                        .collect(
                                Collectors.groupingBy(
                                        generation -> generation.identity().key().token()));
        var signers =
                delegates.newest().stream()
                        .collect(Collectors.groupingBy(signer -> signer.key().token()));
        var labels = new TreeSet<>(probed.keySet());
        labels.addAll(generations.keySet());
        labels.addAll(signers.keySet());
        return labels.stream()
                .map(label ->
                        token(
                                label,
                                probed.get(label),
                                generations.getOrDefault(label, List.of()),
                                signers.getOrDefault(label, List.of())))
                .toList();
    }

    private Token token(
            String label,
            @Nullable Probe probe,
            List<Generation> expected,
            List<OcspSigner> signers) {
        var held = probe instanceof Probe.Signed ? held(label) : Optional.<List<HeldKey>>empty();
        return new Token(
                label,
                probe,
                held.orElse(List.of()),
                held.map(keys -> missing(expected, keys)).orElse(List.of()),
                expected,
                signers);
    }

    private static List<Generation> missing(List<Generation> expected, List<HeldKey> keys) {
        var there =
                keys.stream().map(key -> key.key().handle().keyId()).collect(Collectors.toSet());
        return expected.stream()
                .filter(generation -> !there.contains(generation.identity().key().keyId()))
                .toList();
    }

    /** Empty where it does not answer any more. */
    private Optional<List<HeldKey>> held(String label) {
        try {
            var generations =
                    authorities.generations().stream()
                            .collect(
                                    Collectors.toMap(
                                            generation -> generation.identity().id(),
                                            Function.identity()));
            var auditKeys =
                    audit.keys().stream()
                            .map(key -> key.verifier().publicKey())
                            .collect(Collectors.toSet());
            var held = new ArrayList<HeldKey>();
            for (var key : signing.signer(label).keys()) {
                held.add(new HeldKey(key, owner(key, generations, auditKeys)));
            }
            held.sort(Comparator.comparing(each -> each.key().label()));
            return Optional.of(held);
        } catch (TokenUnavailableException e) {
            return Optional.empty();
        }
    }

    private static Owner owner(
            TokenKey key, Map<GenerationId, Generation> generations, Set<Octets> auditKeys) {
        var publicKey = key.handle().publicKey();
        var generation = generations.get(GenerationId.ofPublicKey(publicKey));
        if (generation != null) {
            return new Owner.Ca(generation);
        }
        if (auditKeys.contains(publicKey)) {
            return new Owner.AuditLog();
        }
        if (key.purposes().contains(KeyPurpose.EXCHANGE)) {
            return new Owner.Exchange();
        }
        return key.purposes().contains(KeyPurpose.HEALTH)
                ? new Owner.TestSignatures()
                : new Owner.Nobody();
    }
}
