package org.lineageca.ca.ceremony;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * What a script means here: ordered steps, each with who, what, and the exact digest. The same
 * script and record always make the same plan.
 *
 * @param text what people read and approve
 */
public record CeremonyPlan(
        CeremonyScript script, OnRecord record, List<PlannedStep> steps, String text) {

    public CeremonyPlan {
        steps = List.copyOf(steps);
    }

    /**
     * Plans, before any key of the ceremony is made.
     *
     * @throws org.lineageca.ca.yaml.InvalidDescriptionException where the script asks for what
     *     cannot be, naming line and column
     */
    public static CeremonyPlan of(CeremonyScript script, OnRecord record) {
        requirePeople(script, record);
        var steps = describe(script, Planner.steps(script, record, KeysAtHand.NONE));
        return new CeremonyPlan(script, record, steps, PlanText.write(script, record, steps));
    }

    /**
     * Reads a plan from where it was kept, or carried.
     *
     * @param scriptText the YAML
     * @param recordText as {@link OnRecord#text()} wrote it
     */
    public static CeremonyPlan read(String scriptText, String recordText) {
        return of(CeremonyScript.read(scriptText), OnRecord.read(recordText));
    }

    private static void requirePeople(CeremonyScript script, OnRecord record) {
        for (var person : script.people().all()) {
            if (!record.people().containsKey(person)) {
                throw script.steps()
                        .getFirst()
                        .place()
                        .wrong(
                                "'"
                                        + person
                                        + "' takes part, but is not registered as a person (lineage person add)");
            }
        }
    }

    private static List<PlannedStep> describe(CeremonyScript script, List<CeremonyStep> steps) {
        var described = new ArrayList<PlannedStep>(steps.size());
        for (var step : steps) {
            described.add(StepTexts.describe(described.size() + 1, step, script));
        }
        return described;
    }

    /** SHA-256 of the text in UTF-8: what an approval is of. */
    public Octets digest() {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    /** The same steps with keys that were made meanwhile, so with the exact octets to sign. */
    public List<PlannedStep> with(KeysAtHand keys) {
        return describe(script, Planner.steps(script, record, keys));
    }

    /** The step of a number, with keys that were made meanwhile. */
    public PlannedStep step(int number, KeysAtHand keys) {
        return with(keys).get(number - 1);
    }

    /**
     * What stands in the plan for each key at hand: for {@link Masking}, from the one to the other.
     */
    public Map<Octets, Octets> masks(KeysAtHand keys) {
        var masks = new LinkedHashMap<Octets, Octets>();
        for (var step : steps) {
            if (step.step() instanceof CeremonyStep.GenerateKeyPair(var keyName, var identity, _)) {
                var made = keys.made().get(keyName);
                if (made != null) {
                    masks.put(made, identity.key().publicKey());
                }
            }
        }
        for (var ca : record.cas()) {
            var made = keys.made().get(ca.identity().id().label());
            if (made != null) {
                masks.put(made, ca.identity().key().publicKey());
            }
        }
        return masks;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CeremonyPlan plan && sources().equals(plan.sources());
    }

    @Override
    public int hashCode() {
        return sources().hashCode();
    }

    /** What it was made of, and nothing else makes a difference to it. */
    private List<String> sources() {
        return List.of(script.text(), record.text());
    }
}
