package org.lineageca.ca.people;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.x509.PinnedCertificate;
import org.lineageca.octets.Octets;

/**
 * How people come in again where nobody does any more, or too few to decide anything (ADR 0049):
 * exactly what witnesses read back and what is done then.
 *
 * @param newcomers two who decide together from then on
 * @param lost whose keys are lost: they are removed by it
 * @param reason why, in one line
 * @param witnesses two who are not among the newcomers and see that it is these people
 */
public record Recovery(
        List<Newcomer> newcomers, List<String> lost, String reason, List<String> witnesses) {

    /** One of each: both decide, and no one holds two. */
    private static final List<TrustedRole> ROLES =
            List.of(TrustedRole.Administrator, TrustedRole.Officer);

    /** What cannot be seen could make witnesses read something else. */
    private static final Pattern LINE = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]{1,200}");

    /**
     * Somebody who comes in by it.
     *
     * @param certificate their own, by which they are known until it ends
     */
    public record Newcomer(String name, TrustedRole role, PinnedCertificate certificate) {}

    public Recovery {
        newcomers = List.copyOf(newcomers);
        lost = List.copyOf(lost);
        witnesses = List.copyOf(witnesses);
        if (!newcomers.stream().map(Newcomer::role).toList().equals(ROLES)) {
            throw new IllegalArgumentException("there must be an administrator and an officer");
        }
        if (newcomers.stream()
                        .map(Newcomer::certificate)
                        .map(PinnedCertificate::publicKey)
                        .distinct()
                        .count()
                < ROLES.size()) {
            throw new IllegalArgumentException(
                    "both newcomers have the same key, and no one person is two");
        }
        requireDistinct(newcomers, lost, witnesses);
        requireLine("the reason", reason);
    }

    private static void requireDistinct(
            List<Newcomer> newcomers, List<String> lost, List<String> witnesses) {
        if (witnesses.size() != 2) {
            throw new IllegalArgumentException("there must be two witnesses");
        }
        var names = newcomers.stream().map(Newcomer::name).toList();
        requireDifferent(Stream.concat(names.stream(), lost.stream()));
        // Who has lost a key can still see who is there.
        requireDifferent(Stream.concat(names.stream(), witnesses.stream()));
    }

    private static void requireDifferent(Stream<String> names) {
        var seen = new HashSet<String>();
        names.forEach(name -> {
            requireLine("a name", name);
            if (!seen.add(name)) {
                throw new IllegalArgumentException("'" + name + "' is named twice");
            }
        });
    }

    private static void requireLine(String what, String text) {
        if (text.isBlank() || !LINE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    what + " must be one line of 1 to 200 characters, not '" + text + "'");
        }
    }

    /** What is done, line by line, as it is kept in the transcript. */
    public String text() {
        var text = new StringBuilder("recovery: people\n");
        for (var newcomer : newcomers) {
            text.append("%s: %s\n".formatted(newcomer.role().name(), newcomer.name()));
            text.append(
                    "certificate: %s\n".formatted(newcomer.certificate().fingerprint().toHex()));
            text.append("until: %s\n".formatted(newcomer.certificate().notAfter()));
        }
        lost.forEach(name -> text.append("lost: %s\n".formatted(name)));
        text.append("reason: %s\n".formatted(reason));
        witnesses.forEach(name -> text.append("witness: %s\n".formatted(name)));
        return text.toString();
    }

    /** SHA-256 of the text. */
    public Octets digest() {
        return Octets.of(text().getBytes(StandardCharsets.UTF_8)).sha256();
    }
}
