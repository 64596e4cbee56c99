package org.lineageca.ca.ceremony;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.lineageca.octets.Octets;

/**
 * A plan as lines for people. What stands in it is approved by its digest, so its wording, that of
 * {@link StepTexts} included, belongs to its format: other words are another format.
 */
final class PlanText {

    private static final int FORMAT = 1;

    private final StringBuilder text = new StringBuilder();

    private PlanText() {}

    static String write(CeremonyScript script, OnRecord record, List<PlannedStep> steps) {
        var writer = new PlanText();
        writer.line("format", String.valueOf(FORMAT));
        writer.line("ceremony", script.title());
        writer.line("script-sha256", script.sha256().toHex());
        writer.line(
                "record-sha256",
                Octets.of(record.text().getBytes(StandardCharsets.UTF_8)).sha256().toHex());
        writer.line("at", script.at().toString());
        writer.line("token", script.token());
        writer.line("administrator", script.people().administrator());
        writer.line("witness", script.people().witness());
        writer.line(
                "custodians",
                script.people().quorum()
                        + " of "
                        + String.join(", ", script.people().custodians()));
        steps.forEach(writer::step);
        return writer.text.toString();
    }

    private void step(PlannedStep step) {
        text.append('\n');
        line("step", step.number() + " " + step.title());
        line("role", step.role().title());
        line("action", step.action());
        line("read-aloud", step.readAloud());
        line("expected", step.expected());
        step.step()
                .toBeSigned()
                .ifPresent(toBeSigned -> {
                    line("tbs-octets", String.valueOf(toBeSigned.length()));
                    line("tbs-sha256", toBeSigned.sha256().toHex());
                });
    }

    private void line(String field, String value) {
        text.append(field).append(": ").append(value).append('\n');
    }
}
