package org.lineageca.ca.issuance;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.yaml.Place;

/**
 * Which alternative names a certificate may have.
 *
 * @param atLeast how many there must be
 * @param atMost how many there may be
 * @param wildcard whether {@code *} may be the first label of a DNS name
 * @param suffixes of DNS names and of the hosts of mailboxes and URIs: {@code example.org} permits
 *     that and all below it, {@code .example.org} only what is below it; none permit all
 */
public record NameRules(
        Set<Kind> kinds,
        int atLeast,
        int atMost,
        boolean wildcard,
        List<String> suffixes,
        Place place) {

    /** The most that fit a certificate here. */
    public static final int MOST = 100;

    /** Kinds of alternative names. */
    public enum Kind {
        DNS,
        IP,
        EMAIL,
        URI;

        static Kind of(AlternativeName name) {
            return switch (name) {
                case AlternativeName.Dns _ -> DNS;
                case AlternativeName.Ip _ -> IP;
                case AlternativeName.Email _ -> EMAIL;
                case AlternativeName.Uri _ -> URI;
            };
        }

        /** Its name in documents. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public NameRules {
        kinds = Set.copyOf(kinds);
        suffixes = List.copyOf(suffixes);
    }

    /**
     * Checks the names of a request.
     *
     * @throws RefusedException naming the rule
     */
    void check(List<AlternativeName> names) {
        if (names.size() > atMost || names.size() < atLeast) {
            throw RuleBroken.names(
                    "it asks for "
                            + names.size()
                            + " alternative names; allowed are at "
                            + (names.size() > atMost ? "most " + atMost : "least " + atLeast),
                    place);
        }
        names.forEach(this::check);
    }

    private void check(AlternativeName name) {
        if (!kinds.contains(Kind.of(name))) {
            throw RuleBroken.names(
                    "'"
                            + name.text()
                            + "' is of a kind that is not allowed; these are: "
                            + kinds.stream()
                                    .sorted()
                                    .map(Kind::text)
                                    .collect(Collectors.joining(", ")),
                    place);
        }
        switch (name) {
            case AlternativeName.Dns(var host) -> {
                if (host.startsWith("*.") && !wildcard) {
                    throw RuleBroken.names("'" + host + "' has a wildcard", place);
                }
                checkHost(name, host);
            }
            case AlternativeName.Email email -> checkHost(name, email.host());
            case AlternativeName.Uri uri -> checkHost(name, uri.host());
            case AlternativeName.Ip _ -> {}
        }
    }

    private void checkHost(AlternativeName name, String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        if (!suffixes.isEmpty()
                && suffixes.stream().noneMatch(suffix -> HostLimit.permitsDns(suffix, lower))) {
            throw RuleBroken.names(
                    "'" + name.text() + "' is not within " + String.join(", ", suffixes), place);
        }
    }
}
