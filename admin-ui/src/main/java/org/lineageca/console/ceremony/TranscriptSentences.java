package org.lineageca.console.ceremony;

import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.TranscriptEntry;
import org.lineageca.ca.ceremony.TranscriptEvent;
import org.lineageca.console.language.Texts;
import org.lineageca.octets.Octets;

/** Lines of a transcript in words. */
final class TranscriptSentences {

    private static final Texts TEXTS = Texts.of(TranscriptSentences.class);

    private TranscriptSentences() {}

    static String of(TranscriptEntry entry) {
        var person = entry.person();
        var step = entry.event().stepOrZero();
        var sentence = sentence(entry.event(), person);
        return step == 0 ? sentence : TEXTS.say("step", step, sentence);
    }

    private static String sentence(TranscriptEvent event, String person) {
        return switch (event) {
            case TranscriptEvent.Opened opened ->
                    (opened.run() == RunKind.REHEARSAL
                                    ? TEXTS.say(
                                            "began-a-rehearsal-with-version",
                                            person,
                                            opened.program())
                                    : TEXTS.say(
                                            "began-the-ceremony-with-version",
                                            person,
                                            opened.program()))
                            + (opened.approvals().isEmpty()
                                    ? ""
                                    : TEXTS.say(
                                            "approved-by", String.join("; ", opened.approvals())));
            case TranscriptEvent.Joined(var role, _) ->
                    TEXTS.say("is-here-as", person, RoleWords.of(role));
            case TranscriptEvent.Resumed(var program, _) ->
                    TEXTS.say("the-program-was-started-anew", program);
            case TranscriptEvent.SharesProposed(_, var set, var quorum, var custodians) ->
                    TEXTS.say("the-pin-was-split-among", Cast.names(custodians), quorum, set);
            case TranscriptEvent.ShareTaken(_, var index) -> TEXTS.say("took-share", person, index);
            case TranscriptEvent.ShareHandedIn(_, var set, var index) ->
                    TEXTS.say("handed-in-share-of-set", person, index, set);
            case TranscriptEvent.Activated(_, _, var key) ->
                    TEXTS.say("the-token-is-active-it", digest(key.sha256()));
            case TranscriptEvent.Prepared(_, var sha256) ->
                    TEXTS.say("has-this-digest-read-back", person, digest(sha256));
            case TranscriptEvent.ReadBack(_, _, var initials) ->
                    TEXTS.say("read-the-digest-back-initials", person, initials);
            case TranscriptEvent.KeyMade(_, var name, var key, _) ->
                    TEXTS.say("the-token-has-the-key", name, digest(key.sha256()));
            case TranscriptEvent.Signed(_, var der) ->
                    TEXTS.say("the-token-signed-sha-256", digest(der.sha256()));
            case TranscriptEvent.KeyDestroyed(_, var generation, var refusal) ->
                    TEXTS.say("the-key-is-destroyed-the", digest(generation), ended(refusal));
            case TranscriptEvent.Done(_, var note) -> TEXTS.say("done-with-note", note);
            case TranscriptEvent.DeviationAsked(_, var reason) ->
                    TEXTS.say("asks-to-pass-over-this", person, reason);
            case TranscriptEvent.DeviationWitnessed(_, var initials) ->
                    TEXTS.say("lets-it-be-passed-over", person, initials);
            case TranscriptEvent.Aborted(var reason) ->
                    TEXTS.say("aborted-the-ceremony-reason", person, reason);
            case TranscriptEvent.OrphanDestroyed(var name, _, var refusal) ->
                    TEXTS.say("the-key-of-this-aborted", name, ended(refusal));
            case TranscriptEvent.Closed _ -> TEXTS.say("the-ceremony-is-closed-its");
        };
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    private static String digest(Octets sha256) {
        return sha256.grouped();
    }
}
