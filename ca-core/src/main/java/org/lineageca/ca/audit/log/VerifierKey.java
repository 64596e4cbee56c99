package org.lineageca.ca.audit.log;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.lineageca.ca.exchange.ExchangeVerification;
import org.lineageca.octets.Octets;

/**
 * The public half of an audit key, as verifiers of notes take it (C2SP signed-note, signature type
 * 0x02: ECDSA with SHA-256).
 *
 * @param name of the key; that of the log
 * @param publicKey DER SubjectPublicKeyInfo, on P-256
 */
public record VerifierKey(String name, Octets publicKey) {

    private static final Octets ECDSA = Octets.of(new byte[] {2});
    private static final int ID_LENGTH = 4;
    private static final Pattern LINE =
            Pattern.compile("([^\\s+\\p{Z}]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]+={0,2})");

    public VerifierKey {
        if (name.isEmpty() || !name.matches("[^\\s+\\p{Z}]+")) {
            throw new IllegalArgumentException(
                    "the name of a key has no spaces and no plus in it, '" + name + "' is none");
        }
        if (ExchangeVerification.problem(publicKey).isPresent()) {
            throw new IllegalArgumentException("an audit key is an EC key on P-256 in DER");
        }
    }

    /**
     * Reads {@code <name>+<hash>+<key>}.
     *
     * @throws IllegalArgumentException if it is no such line, or of a key of another kind
     */
    public static VerifierKey of(String line) {
        var parts = LINE.matcher(line.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("a verifier key is a line <name>+<hash>+<key>");
        }
        var octets = Octets.of(Base64.getDecoder().decode(parts.group(3)));
        if (!octets.hasAt(0, ECDSA)) {
            throw new IllegalArgumentException(
                    "the verifier key is not of signature type 2, ECDSA");
        }
        var key = new VerifierKey(parts.group(1), octets.part(1, octets.length()));
        if (!key.id().toHex().equals(parts.group(2))) {
            throw new IllegalArgumentException(
                    "the verifier key says %s of itself and is %s: a part of it was changed"
                            .formatted(parts.group(2), key.id()));
        }
        return key;
    }

    /** Of this signature type it is over the key alone, not over its name. */
    public Octets id() {
        return publicKey.sha256().first(ID_LENGTH);
    }

    /** The line that verifiers are given. */
    public String line() {
        return "%s+%s+%s"
                .formatted(
                        name,
                        id(),
                        Base64.getEncoder()
                                .encodeToString(Octets.join(ECDSA, publicKey).toArray()));
    }

    /**
     * Puts a checkpoint and its signature together.
     *
     * @param signature DER Ecdsa-Sig-Value over the body
     */
    public SignedNote note(Checkpoint checkpoint, Octets signature) {
        return new SignedNote(
                checkpoint.body(), List.of(new SignedNote.Line(name, id(), signature)));
    }

    /**
     * Reads a checkpoint that this key signed.
     *
     * @throws IllegalArgumentException if it is none, saying why
     */
    public Checkpoint open(String note) {
        var signed = SignedNote.of(note);
        var ours =
                signed.lines().stream()
                        .filter(line -> line.name().equals(name) && line.keyId().equals(id()))
                        .toList();
        if (ours.isEmpty()) {
            throw new IllegalArgumentException("it is not signed by " + name + "+" + id());
        }
        var text = Octets.of(signed.text().getBytes(StandardCharsets.UTF_8));
        if (!ours.stream()
                .allMatch(line -> ExchangeVerification.holds(publicKey, text, line.signature()))) {
            throw new IllegalArgumentException(
                    "its signature by " + name + "+" + id() + " does not verify");
        }
        return Checkpoint.of(signed.text());
    }
}
