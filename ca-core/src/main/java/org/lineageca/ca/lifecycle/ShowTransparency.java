package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.transparency.LogList;
import org.lineageca.ca.transparency.Sct;
import org.lineageca.ca.transparency.TransparencyLog;
import org.lineageca.ca.transparency.log.LogAnswers;

/** Which logs know a certificate, and how logs answer. */
public final class ShowTransparency {

    /**
     * An SCT.
     *
     * @param logId base64
     * @param log its name; empty where it is not configured any more
     */
    public record ShownSct(
            String logId, Optional<String> log, Optional<String> operator, Instant timestamp) {}

    /**
     * Of a certificate that was to carry SCTs.
     *
     * @param precertificateAt when its precertificate was signed
     * @param scts none while logs have not given enough
     */
    public record Transparency(Instant precertificateAt, List<ShownSct> scts) {
        public Transparency {
            scts = List.copyOf(scts);
        }
    }

    /** A log that is configured, and how it answered; empty where it was never asked. */
    public record LogStanding(TransparencyLog log, Optional<LogAnswers.Last> last) {}

    private final PrecertificateStore precertificates;
    private final LogList logs;
    private final LogAnswers answers;

    public ShowTransparency(PrecertificateStore precertificates, LogList logs, LogAnswers answers) {
        this.precertificates = precertificates;
        this.logs = logs;
        this.answers = answers;
    }

    /** Empty where it was to carry no SCTs. */
    public Optional<Transparency> of(Actor actor, CertificateRecord certificate) {
        actor.require(Permission.VIEW);
        return precertificates
                .standing(certificate.generation(), certificate.serial())
                .map(standing ->
                        new Transparency(
                                standing.recordedAt(),
                                standing.scts() == null
                                        ? List.of()
                                        : standing.scts().scts().stream()
                                                .map(this::shown)
                                                .toList()));
    }

    private ShownSct shown(Sct sct) {
        var log = logs.find(sct.log());
        return new ShownSct(
                sct.log().base64(),
                log.map(TransparencyLog::name),
                log.map(TransparencyLog::operator),
                sct.timestamp());
    }

    /** In the order of their list. */
    public List<LogStanding> logs(Actor actor) {
        actor.require(Permission.VIEW);
        var last = answers.all();
        return logs.logs().stream()
                .map(log -> new LogStanding(log, Optional.ofNullable(last.get(log.id()))))
                .toList();
    }
}
