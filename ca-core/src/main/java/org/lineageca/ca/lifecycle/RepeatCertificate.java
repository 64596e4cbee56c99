package org.lineageca.ca.lifecycle;

import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.issuance.CertificationRequest;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.Reissue;
import org.lineageca.ca.issuance.RepeatedRequest;
import org.lineageca.ca.issuance.RequestedSubject;
import org.lineageca.ca.revocation.ListedCertificate;
import org.lineageca.octets.Octets;

/** One more certificate like another: same key, same names, by its profile as it is now. */
public final class RepeatCertificate {

    private final IssueCertificate issueCertificate;
    private final PrepareCertificate prepare;

    public RepeatCertificate(IssueCertificate issueCertificate, PrepareCertificate prepare) {
        this.issueCertificate = issueCertificate;
        this.prepare = prepare;
    }

    private record Repeated(
            IssuingPlace place, CertificationRequest request, RequestedSubject subject) {}

    /**
     * Issues it.
     *
     * @param certificate DER, one that was issued here
     * @return the successor; one that was made for this certificate before, while it is good
     * @throws RefusedException before anything has changed
     */
    public ListedCertificate issue(
            Actor actor, String profileName, Octets certificate, Replaced replaced) {
        actor.require(Permission.ISSUE);
        var repeated = read(profileName, certificate);
        var request = repeated.request();
        var admitted = prepare.admit(repeated.place().profile(), request, actor);
        var answer =
                issueCertificate.answer(
                        repeated.place(),
                        request,
                        admitted.subject(),
                        new RequestOrigin(request.digest(), admitted.caa(), replaced, actor));
        var serial =
                switch (answer.outcome()) {
                    case SignCertificate.Outcome.Signed(var signed, _) -> signed;
                    case SignCertificate.Outcome.Duplicate(var existing) -> existing;
                    case SignCertificate.Outcome.Failed(var why) -> throw why;
                    case SignCertificate.Outcome.IssuerMoved() ->
                            throw IssueCertificate.moved(answer.place().profile());
                };
        return new ListedCertificate(answer.place().generation().identity().id(), serial);
    }

    /**
     * Whether it could be issued as things stand, but for what is on record of the key.
     *
     * @throws RefusedException with what it would be refused for
     */
    public void check(Actor actor, String profileName, Octets certificate) {
        actor.require(Permission.VIEW);
        var repeated = read(profileName, certificate);
        prepare.content(repeated.place(), repeated.request(), repeated.subject());
    }

    private Repeated read(String profileName, Octets certificate) {
        var place = prepare.place(profileName);
        var profile = place.profile();
        if (profile.reissue() != Reissue.SAME_KEY) {
            throw new RefusedException(
                    Refusal.UNKNOWN_PROFILE,
                    "Profile '%s' lets subscribers ask for their next certificate. Nothing was issued."
                            .formatted(profileName));
        }
        var request = RepeatedRequest.of(certificate);
        var subject = prepare.subject(profile, request);
        if (!subject.subject().equals(request.subject())) {
            throw new RefusedException(
                    Refusal.UNACCEPTABLE_NAMES,
                    "Its subject is '%s', and profile '%s' would make it '%s' now. Nothing was issued."
                            .formatted(request.subject(), profileName, subject.subject()));
        }
        return new Repeated(place, request, subject);
    }
}
