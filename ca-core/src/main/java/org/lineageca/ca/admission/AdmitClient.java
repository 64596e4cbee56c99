package org.lineageca.ca.admission;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.lineageca.octets.Octets;

/**
 * Decides who is listened to, people and machines, by the fingerprint of the client certificate and
 * nothing that is written in it. Asked for every request; what was answered before does not count.
 */
public final class AdmitClient {

    /** What a copy of the database says counts for this long. */
    static final Duration COPY_AGE = Duration.ofMinutes(1);

    private final StandingStore standings;
    private final InstantSource clock;

    public AdmitClient(StandingStore standings, InstantSource clock) {
        this.standings = standings;
        this.clock = clock;
    }

    /** Decides about several with one reading: each fingerprint gets its answer. */
    public Map<Octets, Admission> admit(Set<Octets> sha256) {
        var reading = standings.read(sha256);
        var admissions = new LinkedHashMap<Octets, Admission>();
        for (var one : sha256) {
            admissions.put(
                    one,
                    switch (reading) {
                        case StandingStore.Reading.Read read -> decide(read, one);
                        case StandingStore.Reading.Unread(var why) ->
                                new Admission.StatusUnavailable(why);
                    });
        }
        return admissions;
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
