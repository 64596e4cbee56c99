package org.lineageca.ca.audit.log;

import java.util.List;

/**
 * The verifier keys of one log, whose key was replaced where there are several: the last of them
 * signs, and checkpoints from before are signed by those before it.
 */
public record VerifierKeys(List<VerifierKey> keys) {

    public VerifierKeys {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a log has at least one verifier key");
        }
        if (keys.stream().map(VerifierKey::name).distinct().count() > 1) {
            throw new IllegalArgumentException("verifier keys of several logs are given");
        }
    }

    /**
     * Reads lines {@code <name>+<hash>+<key>}.
     *
     * @throws IllegalArgumentException if one is no such line
     */
    public static VerifierKeys of(String text) {
        return new VerifierKeys(
                text.lines().filter(line -> !line.isBlank()).map(VerifierKey::of).toList());
    }

    /** The one that signs. */
    public VerifierKey present() {
        return keys.getLast();
    }

    /** The one that signed a note; the one that signs if none of them did. */
    public VerifierKey signerOf(String note) {
        var signatures = SignedNote.of(note).lines();
        return keys.stream()
                .filter(key ->
                        signatures.stream()
                                .anyMatch(line ->
                                        line.name().equals(key.name())
                                                && line.keyId().equals(key.id())))
                .findFirst()
                .orElse(present());
    }

    /** As {@link #of} reads it. */
    public String text() {
        var text = new StringBuilder();
        keys.forEach(key -> text.append(key.line()).append('\n'));
        return text.toString();
    }
}
