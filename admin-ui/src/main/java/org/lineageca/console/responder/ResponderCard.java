package org.lineageca.console.responder;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.watch.KeyFigure;

/**
 * A responder as the view shows it.
 *
 * @param address where the console asks it
 * @param state in a word
 * @param duration how long it has been so, or has run
 * @param problems what is wrong and what to do, a sentence or two each
 * @param figures of the last minute and of now; none if it was not seen
 * @param signers who signs, for each generation
 */
record ResponderCard(
        String name,
        String address,
        String state,
        Badge.Tone tone,
        String duration,
        List<String> problems,
        List<KeyFigure> figures,
        List<SignerRow> signers) {

    /**
     * An OCSP signer.
     *
     * @param key on the responder's token; null where there is no signer
     * @param until when it expires
     * @param left how long that is
     */
    record SignerRow(
            String authority,
            String generation,
            @Nullable String key,
            String until,
            String left,
            Badge.Tone tone) {}

    ResponderCard {
        problems = List.copyOf(problems);
        figures = List.copyOf(figures);
        signers = List.copyOf(signers);
    }
}
