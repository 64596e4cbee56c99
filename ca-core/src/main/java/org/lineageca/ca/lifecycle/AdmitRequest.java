package org.lineageca.ca.lifecycle;

import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.caa.RelevantRecords;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.CertificationRequest;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.RequestedSubject;

/** What is asked about a request before anything is on record: its key, its names, and the DNS. */
public final class AdmitRequest {

    /**
     * What may be certified.
     *
     * @param caa what the DNS says about its names, where the profile asks
     */
    public record Admitted(RequestedSubject subject, List<RelevantRecords> caa) {}

    private final GuardKeys keys;
    private final ScreenModuli moduli;
    private final CheckCaa caa;

    public AdmitRequest(GuardKeys keys, ScreenModuli moduli, CheckCaa caa) {
        this.keys = keys;
        this.moduli = moduli;
        this.caa = caa;
    }

    /**
     * The names a request would be given, if its key is not known to be a bad one.
     *
     * @throws RefusedException naming what is not allowed
     */
    RequestedSubject subject(CertificationRequest request, CertificateProfile profile) {
        keys.admit(request.publicKey());
        return RequestedSubject.of(request, profile.rules());
    }

    /**
     * Admits a request.
     *
     * @throws RefusedException before anything has changed, but that keys with a common prime are
     *     blocked
     */
    Admitted admit(CertificationRequest request, CertificateProfile profile, Actor actor) {
        var subject = subject(request, profile);
        moduli.admit(request.publicKey(), actor);
        return new Admitted(subject, caa.check(profile, subject.names()));
    }

    /** What is asked about a request whose names are allowed, one by one; nothing is changed. */
    List<Runnable> checks(
            CertificationRequest request, CertificateProfile profile, RequestedSubject subject) {
        return List.of(
                () -> keys.admit(request.publicKey()),
                () -> moduli.check(request.publicKey()),
                () -> caa.check(profile, subject.names()));
    }
}
