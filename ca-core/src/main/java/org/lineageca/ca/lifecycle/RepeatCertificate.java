package org.lineageca.ca.lifecycle;

import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.issuance.CertificateProfile;
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
        var place = place(profileName);
        var request = RepeatedRequest.of(certificate);
        var admitted = prepare.admit(place.profile(), request, actor);
        requireSame(request, admitted.subject(), place.profile());
        var answer =
                issueCertificate.answer(
                        place,
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
     * Whether it could be issued as things stand, but for what is on record of the key, and what
     * the DNS says of the names.
     *
     * @throws RefusedException with what it would be refused for
     */
    public void check(Actor actor, String profileName, Octets certificate) {
        actor.require(Permission.VIEW);
        var place = place(profileName);
        var request = RepeatedRequest.of(certificate);
        var subject = prepare.subject(place.profile(), request);
        requireSame(request, subject, place.profile());
        prepare.content(place, request, subject);
    }

    private IssuingPlace place(String profileName) {
        var place = prepare.place(profileName);
        if (place.profile().reissue() != Reissue.SAME_KEY) {
            throw new RefusedException(
                    Refusal.UNKNOWN_PROFILE,
                    "Profile '%s' lets subscribers ask for their next certificate. Nothing was issued."
                            .formatted(profileName));
        }
        return place;
    }

    /** What the names were validated for. */
    private static void requireSame(
            CertificationRequest before, RequestedSubject now, CertificateProfile profile) {
        if (!now.subject().equals(before.subject())) {
            throw new RefusedException(
                    Refusal.UNACCEPTABLE_NAMES,
                    "Its subject is '%s', and profile '%s' would make it '%s' now. Nothing was issued."
                            .formatted(before.subject(), profile.name(), now.subject()));
        }
    }
}
