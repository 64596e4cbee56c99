package org.lineageca.console.ceremony;

import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.TranscriptEntry;
import org.lineageca.ca.ceremony.TranscriptEvent;
import org.lineageca.console.shell.Fingerprint;
import org.lineageca.octets.Octets;

/** Lines of a transcript in words. */
final class TranscriptSentences {

    private TranscriptSentences() {}

    static String of(TranscriptEntry entry) {
        var person = entry.person();
        var step = entry.event().stepOrZero();
        var sentence = sentence(entry.event(), person);
        return step == 0 ? sentence : "Step " + step + ": " + sentence;
    }

    private static String sentence(TranscriptEvent event, String person) {
        return switch (event) {
            case TranscriptEvent.Opened opened ->
                    person
                            + " began "
                            + (opened.run() == RunKind.REHEARSAL ? "a rehearsal" : "the ceremony")
                            + " with version "
                            + opened.program()
                            + " of the software."
                            + (opened.approvals().isEmpty()
                                    ? ""
                                    : " Approved by "
                                            + String.join("; ", opened.approvals())
                                            + ".");
            case TranscriptEvent.Joined(var role, _) ->
                    person + " is here, as " + role.title() + ".";
            case TranscriptEvent.Resumed(var program, _) ->
                    "The program was started anew, in version "
                            + program
                            + "; it goes on where it was.";
            case TranscriptEvent.SharesProposed(_, var set, var quorum, var custodians) ->
                    "the PIN was split among %s; %d of these shares open the token (set %s)."
                            .formatted(Cast.names(custodians), quorum, set);
            case TranscriptEvent.ShareTaken(_, var index) -> person + " took share " + index + ".";
            case TranscriptEvent.ShareHandedIn(_, var set, var index) ->
                    person + " handed in share " + index + " of set " + set + ".";
            case TranscriptEvent.Activated(_, _, var key) ->
                    "the token is active. It will sign this record with the key "
                            + digest(key.sha256())
                            + ".";
            case TranscriptEvent.Prepared(_, var sha256) ->
                    person + " has this digest read back: " + digest(sha256) + ".";
            case TranscriptEvent.ReadBack(_, _, var initials) ->
                    person + " read the digest back. Initials: " + initials + ".";
            case TranscriptEvent.KeyMade(_, var name, var key, _) ->
                    "the token has the key " + name + ", fingerprint " + digest(key.sha256()) + ".";
            case TranscriptEvent.Signed(_, var der) ->
                    "the token signed. SHA-256 of the result: " + digest(der.sha256()) + ".";
            case TranscriptEvent.KeyDestroyed(_, var generation, var refusal) ->
                    "the key "
                            + digest(generation)
                            + " is destroyed. The token's answer since: "
                            + ended(refusal);
            case TranscriptEvent.Done(_, var note) -> "done: " + note + ".";
            case TranscriptEvent.DeviationAsked(_, var reason) ->
                    person + " asks to pass over this step. Reason: " + reason;
            case TranscriptEvent.DeviationWitnessed(_, var initials) ->
                    person + " lets it be passed over. Initials: " + initials + ".";
            case TranscriptEvent.Aborted(var reason) ->
                    person + " aborted the ceremony. Reason: " + reason;
            case TranscriptEvent.OrphanDestroyed(var name, _, var refusal) ->
                    "The key "
                            + name
                            + " of this aborted run is destroyed. The token's answer since: "
                            + ended(refusal);
            case TranscriptEvent.Closed _ -> "The ceremony is closed, its record complete.";
        };
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    private static String digest(Octets sha256) {
        return Fingerprint.grouped(sha256);
    }
}
