package org.lineageca.ca.lifecycle;

import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.CertificationRequest;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.RequestedSubject;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** From a PKCS#10 request to a certificate. */
public final class IssueCertificate {

    /**
     * A certificate with the chain a server sends.
     *
     * @param chain DER, leaf first, without the root
     */
    public record Issued(SerialNumber serial, List<Octets> chain) {
        public Issued {
            chain = List.copyOf(chain);
        }
    }

    private static final int ATTEMPTS = 5;

    private final PrepareCertificate prepare;
    private final SignCertificate signCertificate;

    public IssueCertificate(PrepareCertificate prepare, SignCertificate signCertificate) {
        this.prepare = prepare;
        this.signCertificate = signCertificate;
    }

    /**
     * Issues.
     *
     * @param request PKCS#10 in PEM or DER
     * @throws RefusedException before anything has changed
     */
    public Issued issue(Actor actor, String profileName, Octets request) {
        actor.require(Permission.ISSUE);
        var place = prepare.place(profileName);
        var parsed = CertificationRequest.parse(request);
        var admitted = prepare.admit(place.profile(), parsed, actor);
        var answer =
                answer(
                        place,
                        parsed,
                        admitted.subject(),
                        new RequestOrigin(parsed.digest(), admitted.caa(), null, actor));
        return switch (answer.outcome()) {
            case SignCertificate.Outcome.Signed(var serial, var der) ->
                    new Issued(serial, prepare.chain(der, answer.place().generation()));
            case SignCertificate.Outcome.Duplicate(var existing) -> throw duplicate(existing);
            case SignCertificate.Outcome.Failed(var why) -> throw why;
            case SignCertificate.Outcome.IssuerMoved() -> throw moved(answer.place().profile());
        };
    }

    /** What came of a request, and whose it was at last. */
    record Answer(SignCertificate.Outcome outcome, IssuingPlace place) {}

    /** Signs what was admitted, unless that breaks a rule. */
    Answer answer(
            IssuingPlace first,
            CertificationRequest request,
            RequestedSubject subject,
            RequestOrigin origin) {
        var profile = first.profile();
        var place = first;
        // A cut-over may come in between: what one generation has just ceased to issue, its
        // successor issues, so nobody is refused because of it.
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            place = prepare.outliving(place, origin.actor());
            var outcome = signCertificate.sign(prepare.content(place, request, subject), origin);
            if (!(outcome instanceof SignCertificate.Outcome.IssuerMoved)) {
                return new Answer(outcome, place);
            }
            place = prepare.place(profile.name());
        }
        throw moved(profile);
    }

    static RefusedException moved(CertificateProfile profile) {
        return new RefusedException(
                Refusal.CANNOT_ISSUE,
                "The generation of lineage '"
                        + profile.lineage()
                        + "' changed "
                        + ATTEMPTS
                        + " times while this was to be issued. Nothing was issued. Send the request again.");
    }

    /** What is said to a request that has a certificate which is still good. */
    public static RefusedException duplicate(SerialNumber existing) {
        return new RefusedException(
                Refusal.DUPLICATE,
                "This very request was answered before, by certificate "
                        + existing
                        + ", which is still good. Nothing was issued. Fetch that one, or make a new request with a new key.");
    }
}
