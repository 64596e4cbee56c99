package org.lineageca.console.token;

import java.util.ArrayList;
import java.util.List;
import org.lineageca.ca.lifecycle.ListTokens.Token;
import org.lineageca.ca.lifecycle.ProbeTokens.Probe;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.Numbers;
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

    private static final Texts TEXTS = Texts.of(TokenCard.class);

    private static final double NANOSECONDS_A_MILLISECOND = 1e6;

    static TokenCard of(Token token) {
        var problems = new ArrayList<String>();
        token.missing()
                .forEach(generation ->
                        problems.add(
                                TEXTS.say(
                                        "the-key-of-generation-should",
                                        generation.identity().name().commonName(),
                                        generation.identity().id().label())));
        if (!token.orphans().isEmpty()) {
            problems.add(TEXTS.say("keys-named-by-nothing", token.orphans().size()));
        }
        return switch (token.probe()) {
            case Probe.Signed signed ->
                    new TokenCard(
                            token.label(),
                            TEXTS.say("signs"),
                            token.missing().isEmpty() ? Badge.Tone.GOOD : Badge.Tone.BAD,
                            TEXTS.say(
                                    "test-signature-at-in-ms",
                                    Instants.show(signed.at()),
                                    Numbers.show(
                                            signed.latency().toNanos() / NANOSECONDS_A_MILLISECOND,
                                            1),
                                    Numbers.show(signed.keys()),
                                    Numbers.show(signed.signatures())),
                            problems);
            case Probe.Closed closed ->
                    new TokenCard(
                            token.label(),
                            TEXTS.say("closed"),
                            Badge.Tone.QUIET,
                            TEXTS.say("its-custodians-have-not-opened", Instants.show(closed.at())),
                            problems);
            case Probe.Failed failed -> failed(token.label(), failed, problems);
            case null ->
                    new TokenCard(
                            token.label(),
                            TEXTS.say("not-within-reach"),
                            Badge.Tone.QUIET,
                            token.delegates().isEmpty()
                                    ? TEXTS.say("no-signer-here-uses-it")
                                    : TEXTS.say("a-responders-own-only-its"),
                            problems);
        };
    }

    private static TokenCard failed(String label, Probe.Failed failed, List<String> problems) {
        problems.add(TEXTS.say("check-that-the-token-is", failed.why()));
        return new TokenCard(
                label,
                TEXTS.say("does-not-sign"),
                Badge.Tone.BAD,
                TEXTS.say("asked-at", Instants.show(failed.at())),
                problems);
    }
}
