package org.lineageca.ca.ceremony;

import java.time.Instant;
import org.lineageca.ca.ceremony.TranscriptEvent.Aborted;
import org.lineageca.ca.ceremony.TranscriptEvent.Activated;
import org.lineageca.ca.ceremony.TranscriptEvent.Closed;
import org.lineageca.ca.ceremony.TranscriptEvent.DeviationAsked;
import org.lineageca.ca.ceremony.TranscriptEvent.DeviationWitnessed;
import org.lineageca.ca.ceremony.TranscriptEvent.Done;
import org.lineageca.ca.ceremony.TranscriptEvent.Joined;
import org.lineageca.ca.ceremony.TranscriptEvent.KeyDestroyed;
import org.lineageca.ca.ceremony.TranscriptEvent.KeyMade;
import org.lineageca.ca.ceremony.TranscriptEvent.Opened;
import org.lineageca.ca.ceremony.TranscriptEvent.OrphanDestroyed;
import org.lineageca.ca.ceremony.TranscriptEvent.Prepared;
import org.lineageca.ca.ceremony.TranscriptEvent.ReadBack;
import org.lineageca.ca.ceremony.TranscriptEvent.Resumed;
import org.lineageca.ca.ceremony.TranscriptEvent.ShareHandedIn;
import org.lineageca.ca.ceremony.TranscriptEvent.ShareTaken;
import org.lineageca.ca.ceremony.TranscriptEvent.SharesProposed;
import org.lineageca.ca.ceremony.TranscriptEvent.Signed;
import org.lineageca.octets.Octets;

/** Transcript entries as lines of JSON. */
final class TranscriptText {

    private TranscriptText() {}

    static String write(
            long sequence, Instant at, String person, TranscriptEvent event, Octets previous) {
        var fields =
                Fields.of(event.getClass().getSimpleName())
                        .with("sequence", sequence)
                        .with("at", at)
                        .with("person", person)
                        .with("previous", previous);
        return fields(fields, event).line();
    }

    private static Fields fields(Fields fields, TranscriptEvent event) {
        return switch (event) {
            case Opened(var plan, var run, var program, var sha256, var approvals) ->
                    fields.with("plan", plan)
                            .with("run", run)
                            .with("program", program)
                            .with("program-sha256", sha256)
                            .with("approvals", approvals);
            case Joined(var role, var certificate) ->
                    fields.with("role", role).with("certificate", certificate);
            case Resumed(var program, var sha256) ->
                    fields.with("program", program).with("program-sha256", sha256);
            case SharesProposed(var step, var set, var quorum, var custodians) ->
                    fields.with("step", step)
                            .with("set", set)
                            .with("quorum", quorum)
                            .with("custodians", custodians);
            case ShareTaken(var step, var index) -> fields.with("step", step).with("index", index);
            case ShareHandedIn(var step, var set, var index) ->
                    fields.with("step", step).with("set", set).with("index", index);
            case Activated(var step, var set, var key) ->
                    fields.with("step", step).with("set", set).with("exchange-key", key);
            case Prepared(var step, var sha256) -> fields.with("step", step).with("sha256", sha256);
            case ReadBack(var step, var sha256, var initials) ->
                    fields.with("step", step).with("sha256", sha256).with("initials", initials);
            case KeyMade(var step, var keyName, var publicKey, var label) ->
                    fields.with("step", step)
                            .with("key-name", keyName)
                            .with("key", publicKey)
                            .with("label", label);
            case Signed(var step, var der) -> fields.with("step", step).with("der", der);
            case KeyDestroyed(var step, var generation, var refusal) ->
                    fields.with("step", step)
                            .with("generation", generation)
                            .with("refusal", refusal);
            case Done(var step, var note) -> fields.with("step", step).with("note", note);
            case DeviationAsked(var step, var reason) ->
                    fields.with("step", step).with("reason", reason);
            case DeviationWitnessed(var step, var initials) ->
                    fields.with("step", step).with("initials", initials);
            case Aborted(var reason) -> fields.with("reason", reason);
            case OrphanDestroyed(var keyName, var key, var refusal) ->
                    fields.with("key-name", keyName).with("key", key).with("refusal", refusal);
            case Closed(var remark) -> fields.with("remark", (Object) remark);
        };
    }

    static TranscriptEntry read(String line) {
        var fields = Fields.read(line);
        var entry =
                TranscriptEntry.of(
                        fields.count("sequence"),
                        fields.instant("at"),
                        fields.text("person"),
                        event(fields),
                        fields.octets("previous"));
        if (!entry.line().equals(line)) {
            throw new IllegalArgumentException("an entry is not written as entries are: " + line);
        }
        return entry;
    }

    private static TranscriptEvent event(Fields fields) {
        return switch (fields.kind()) {
            case "Opened" ->
                    new Opened(
                            fields.octets("plan"),
                            RunKind.valueOf(fields.text("run")),
                            fields.text("program"),
                            fields.octets("program-sha256"),
                            fields.list("approvals"));
            case "Joined" ->
                    new Joined(
                            CeremonyRole.valueOf(fields.text("role")),
                            fields.octets("certificate"));
            case "Resumed" -> new Resumed(fields.text("program"), fields.octets("program-sha256"));
            case "SharesProposed" ->
                    new SharesProposed(
                            fields.number("step"),
                            fields.text("set"),
                            fields.number("quorum"),
                            fields.list("custodians"));
            case "ShareTaken" -> new ShareTaken(fields.number("step"), fields.number("index"));
            case "ShareHandedIn" ->
                    new ShareHandedIn(
                            fields.number("step"), fields.text("set"), fields.number("index"));
            case "Activated" ->
                    new Activated(
                            fields.number("step"),
                            fields.text("set"),
                            fields.octets("exchange-key"));
            case "Prepared" -> new Prepared(fields.number("step"), fields.octets("sha256"));
            case "ReadBack" ->
                    new ReadBack(
                            fields.number("step"),
                            fields.octets("sha256"),
                            fields.text("initials"));
            case "KeyMade" ->
                    new KeyMade(
                            fields.number("step"),
                            fields.text("key-name"),
                            fields.octets("key"),
                            fields.text("label"));
            case "Signed" -> new Signed(fields.number("step"), fields.octets("der"));
            case "KeyDestroyed" ->
                    new KeyDestroyed(
                            fields.number("step"),
                            fields.octets("generation"),
                            fields.text("refusal"));
            case "Done" -> new Done(fields.number("step"), fields.text("note"));
            case "DeviationAsked" ->
                    new DeviationAsked(fields.number("step"), fields.text("reason"));
            case "DeviationWitnessed" ->
                    new DeviationWitnessed(fields.number("step"), fields.text("initials"));
            case "Aborted" -> new Aborted(fields.text("reason"));
            case "OrphanDestroyed" ->
                    new OrphanDestroyed(
                            fields.text("key-name"), fields.octets("key"), fields.text("refusal"));
            case "Closed" -> new Closed(fields.optional("remark"));
            default ->
                    throw new IllegalArgumentException("unknown kind of entry: " + fields.kind());
        };
    }
}
