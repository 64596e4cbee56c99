package org.lineageca.ca.admission;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.lineageca.octets.Octets;

/** Decides which people may come in; a machine's certificate is nobody's. */
public final class AdmitPerson {

    private final AdmitClient clients;

    public AdmitPerson(StandingStore standings, InstantSource clock) {
        this.clients = new AdmitClient(standings, clock);
    }

    /**
     * Decides now.
     *
     * @param sha256 the fingerprint of a client certificate
     */
    public Admission admit(Octets sha256) {
        return admit(Set.of(sha256)).getOrDefault(sha256, new Admission.NobodysCertificate());
    }

    /** Decides about several with one reading: each fingerprint gets its answer. */
    public Map<Octets, Admission> admit(Set<Octets> sha256) {
        var admissions = clients.admit(sha256);
        admissions.replaceAll((_, admission) -> personal(admission));
        return admissions;
    }

    private static Admission personal(Admission admission) {
        return admission instanceof Admission.Admitted(var principal, _)
                        && !principal.role().isHuman()
                ? new Admission.NobodysCertificate()
                : admission;
    }
}
