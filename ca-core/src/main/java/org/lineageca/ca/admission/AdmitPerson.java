package org.lineageca.ca.admission;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.lineageca.octets.Octets;

/**
 * Decides who may come in, by the fingerprint of the client certificate and nothing that is written
 * in it. Asked for every request; what was answered before does not count.
 */
public final class AdmitPerson {

    /** What a copy of the database says counts for this long. */
    static final Duration COPY_AGE = Duration.ofMinutes(1);

    private final StandingStore standings;
    private final InstantSource clock;

    public AdmitPerson(StandingStore standings, InstantSource clock) {
        this.standings = standings;
        this.clock = clock;
    }

    /**
     * Decides now.
     *
     * @param sha256 the fingerprint of a client certificate
     */
    public Admission admit(Octets sha256) {
        return decide(standings.read(Set.of(sha256)), sha256);
    }

    /** Decides about several with one reading: each fingerprint gets its answer. */
    public Map<Octets, Admission> admit(Set<Octets> sha256) {
        var reading = standings.read(sha256);
        var admissions = new LinkedHashMap<Octets, Admission>();
        for (var one : sha256) {
            admissions.put(one, decide(reading, one));
        }
        return admissions;
    }

    private Admission decide(StandingStore.Reading reading, Octets sha256) {
        return switch (reading) {
            case StandingStore.Reading.Read read -> decide(read, sha256);
            case StandingStore.Reading.Unread(var why) -> new Admission.StatusUnavailable(why);
        };
    }

    private Admission decide(StandingStore.Reading.Read read, Octets sha256) {
        var now = clock.instant();
        var asOf = read.asOf();
        if (asOf != null && asOf.isBefore(now.minus(COPY_AGE))) {
            return new Admission.StatusUnavailable(
                    "the copy of the database that is read is as of %s, older than %s"
                            .formatted(asOf, COPY_AGE));
        }
        var standing = read.standings().get(sha256);
        return standing == null ? new Admission.NobodysCertificate() : standing.at(now);
    }
}
