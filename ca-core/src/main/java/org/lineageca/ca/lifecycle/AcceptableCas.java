package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

/**
 * What a server that admits the certificates of a lineage has to know: whom it names to its clients
 * (certificate_authorities, RFC 8446 4.2.4) and what it verifies them by.
 *
 * @param notes what is amiss, a sentence each
 */
public record AcceptableCas(
        String lineage,
        List<Authority> authorities,
        List<Ambiguity> ambiguities,
        List<String> notes) {

    /** Where a certificate stands above the clients'. */
    public enum Position {
        ISSUER("issuer"),
        INTERMEDIATE("intermediate"),
        ROOT("root");

        private final String label;

        Position(String label) {
            this.label = label;
        }

        /** The word that is shown. */
        public String label() {
            return label;
        }
    }

    /**
     * A CA certificate of the bundle.
     *
     * @param state of its generation; null where it is not ours
     */
    public record Authority(
            DistinguishedName name,
            GenerationId key,
            Position position,
            @Nullable String state,
            Instant notAfter,
            Octets der) {}

    /** A name that several keys of the bundle answer to. */
    public record Ambiguity(DistinguishedName name, List<GenerationId> generations) {

        /** What it means for a server, and what to do. */
        public String meaning() {
            return "%s is the name of %d keys (%s). A server that names it names all of them, and cannot tell by the issuer's name which one issued a client's certificate. Keep the certificates of all of them in the bundle, and tell them apart by authorityKeyIdentifier, never by name."
                    .formatted(
                            name,
                            generations.size(),
                            generations.stream()
                                    .map(GenerationId::label)
                                    .collect(Collectors.joining(", ")));
        }
    }

    /** Each name once, issuers first: what a server sends that is given {@link #pem()}. */
    public List<DistinguishedName> names() {
        return authorities.stream().map(Authority::name).distinct().toList();
    }

    /** The labels of the keys that answer to a name. */
    public Stream<GenerationId> keysOf(DistinguishedName name) {
        return authorities.stream()
                .filter(authority -> Objects.equals(authority.name(), name))
                .map(Authority::key)
                .distinct();
    }

    /** The bundle: issuers, then what stands above them. */
    public String pem() {
        return Pem.chain(authorities.stream().map(Authority::der).toList());
    }
}
