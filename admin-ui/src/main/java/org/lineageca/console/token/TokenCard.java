package org.lineageca.console.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lineageca.ca.lifecycle.ListTokens.Token;
import org.lineageca.ca.lifecycle.ProbeTokens.Probe;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Instants;

/**
 * How a token stands, in words.
 *
 * @param sentence what its test signature came to
 * @param problems what somebody has to look at; empty if nothing
 */
record TokenCard(
        String label, String state, Badge.Tone tone, String sentence, List<String> problems) {

    private static final double NANOSECONDS_A_MILLISECOND = 1e6;

    static TokenCard of(Token token) {
        var problems = new ArrayList<String>();
        token.missing()
                .forEach(generation ->
                        problems.add(
                                "The key of %s, generation %s, should lie on it and does not. Nothing of that CA can be signed: restore the token from its backup."
                                        .formatted(
                                                generation.identity().name().commonName(),
                                                generation.identity().id().label())));
        if (!token.orphans().isEmpty()) {
            problems.add(
                    "%d of its keys %s named by nothing on record. They may be left over from a key that was made and never used, or of another installation."
                            .formatted(
                                    token.orphans().size(),
                                    token.orphans().size() == 1 ? "is" : "are"));
        }
        return switch (token.probe()) {
            case Probe.Signed signed ->
                    new TokenCard(
                            token.label(),
                            "signs",
                            token.missing().isEmpty() ? Badge.Tone.GOOD : Badge.Tone.BAD,
                            String.format(
                                    Locale.ROOT,
                                    "Test signature at %s in %.1f ms; %,d keys; %,d signatures since its signer started.",
                                    Instants.show(signed.at()),
                                    signed.latency().toNanos() / NANOSECONDS_A_MILLISECOND,
                                    signed.keys(),
                                    signed.signatures()),
                            problems);
            case Probe.Closed closed ->
                    new TokenCard(
                            token.label(),
                            "closed",
                            Badge.Tone.QUIET,
                            "Its custodians have not opened it (%s). Which keys lie on it is not known."
                                    .formatted(Instants.show(closed.at())),
                            problems);
            case Probe.Failed failed -> failed(token.label(), failed, problems);
            case null ->
                    new TokenCard(
                            token.label(),
                            "not within reach",
                            Badge.Tone.QUIET,
                            token.delegates().isEmpty()
                                    ? "No signer here uses it: it is kept offline. What is on record of it is shown."
                                    : "A responder's own: only its signer uses it.",
                            problems);
        };
    }

    private static TokenCard failed(String label, Probe.Failed failed, List<String> problems) {
        problems.add(
                "%s. Check that the token is present and its signer runs (lineage status)."
                        .formatted(failed.why()));
        return new TokenCard(
                label,
                "does not sign",
                Badge.Tone.BAD,
                "Asked at %s.".formatted(Instants.show(failed.at())),
                problems);
    }
}
