package org.lineageca.console.dashboard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.ProbeTokens.Probe;
import org.lineageca.console.dashboard.Facts.Audit;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.watch.ProgramState;

/** What is wrong with tokens, programs and the audit log. */
final class ProgramRules {

    /** It is sealed every second. */
    private static final Duration UNSEALED_LONG = Duration.ofSeconds(30);

    private static final Duration UNSEALED_TOO_LONG = Duration.ofMinutes(5);

    private ProgramRules() {}

    static List<Notice> of(Facts facts) {
        var notices = new ArrayList<Notice>();
        for (var probe : facts.programs().tokens()) {
            if (probe instanceof Probe.Failed failed) {
                notices.add(
                        new Notice(
                                Matter.TOKEN,
                                Urgency.NOW,
                                "token-" + failed.token(),
                                NoticeWords.tokenGone(failed),
                                null,
                                new Next.ToAuthorities()));
            }
        }
        for (var responder : facts.programs().responders()) {
            add(notices, Matter.RESPONDER, responder, new Next.ToResponders());
        }
        for (var publisher : facts.programs().publishers()) {
            add(notices, Matter.PUBLISHER, publisher, new Next.ToPublishers());
        }
        var audit = audit(facts);
        if (audit != null) {
            notices.add(audit);
        }
        return notices;
    }

    private static void add(List<Notice> notices, Matter matter, ProgramState program, Next next) {
        if (program.tone() == Badge.Tone.BAD || program.tone() == Badge.Tone.WARNING) {
            notices.add(
                    new Notice(
                            matter,
                            program.tone() == Badge.Tone.BAD ? Urgency.NOW : Urgency.SOON,
                            "program-" + program.name(),
                            NoticeWords.program(program),
                            null,
                            next));
        }
    }

    private static @Nullable Notice audit(Facts facts) {
        var audit = facts.audit();
        if (audit.restored() != null) {
            return audit(Urgency.NOW, NoticeWords.restored());
        }
        var broken = audit.broken();
        if (broken != null) {
            return audit(Urgency.NOW, NoticeWords.auditBroken(broken));
        }
        var waits = waits(facts);
        if (!isLate(waits)) {
            return null;
        }
        return audit(
                waits.compareTo(UNSEALED_TOO_LONG) < 0 ? Urgency.SOON : Urgency.NOW,
                NoticeWords.auditUnsealed(audit, facts.at()));
    }

    private static Notice audit(Urgency urgency, Notice.Text text) {
        return new Notice(Matter.AUDIT, urgency, "audit", text, null, new Next.ToAudit());
    }

    static boolean isLate(Duration waits) {
        return waits.compareTo(UNSEALED_LONG) >= 0;
    }

    /** How long the oldest event that is not sealed has waited. */
    static Duration waits(Facts facts) {
        Audit audit = facts.audit();
        var since = audit.unsealedSince();
        return since == null ? Duration.ZERO : Duration.between(since, facts.at());
    }
}
