package org.lineageca.ca.act;

import java.nio.charset.StandardCharsets;
import org.lineageca.octets.Octets;

/**
 * An act written out, for people to read and for its digest to be approved.
 *
 * @param act what will be done
 * @param text lines of {@code field: value}, each ended by a line feed; the same act always has the
 *     same text
 */
public record Plan(Act act, String text) {

    public static Plan of(Act act) {
        return new Plan(act, PlanWriter.write(act));
    }

    /**
     * Reads a plan from where it was kept.
     *
     * @throws IllegalArgumentException if the text is not exactly that of an act
     */
    public static Plan read(String text) {
        var plan = of(PlanReader.read(text));
        if (!plan.text().equals(text)) {
            throw new IllegalArgumentException("the plan is not written as plans are: " + text);
        }
        return plan;
    }

    /** SHA-256 of the text in UTF-8: what an approval is of. */
    public Octets digest() {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8)).sha256();
    }
}
