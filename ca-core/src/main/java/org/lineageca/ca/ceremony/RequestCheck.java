package org.lineageca.ca.ceremony;

import org.lineageca.ca.issuance.CertificationRequest;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.yaml.Place;
import org.lineageca.octets.Octets;

/** Whether what was asked for is what the script says it is. */
final class RequestCheck {

    private RequestCheck() {}

    /** The public key of a PKCS#10 request that proves possession of the private one. */
    static Octets publicKey(Octets pkcs10, Place place) {
        try {
            return CertificationRequest.parse(pkcs10).publicKey();
        } catch (RefusedException e) {
            throw place.wrong(String.valueOf(e.getMessage()));
        }
    }

    static void require(ScriptStep.Certify certify, CaOrder order, PlannedCa issuer) {
        var place = certify.place();
        if (!issuer.identity().id().equals(order.issuer())
                && !issuer.keyName().equals(order.issuer().label())) {
            throw place.wrong(
                    "request '"
                            + order.id()
                            + "' asks generation "
                            + order.issuer()
                            + " to sign, not "
                            + issuer.identity().id());
        }
        var present = order.present();
        var isOver = present != null && present.equals(order.publicKey());
        var problem =
                switch (certify.operation()) {
                    case ISSUE_CA ->
                            isOver ? "it is for a key that has a certificate: renew it" : null;
                    case RENEW ->
                            isOver ? null : "it is not for the key of the present certificate";
                    case RE_KEY ->
                            present == null || isOver
                                    ? "it is not a new key under a present name"
                                    : null;
                    case ROLL ->
                            issuer.issued().stream()
                                            .anyMatch(each ->
                                                    each.commonName()
                                                            .equals(order.subject().commonName()))
                                    ? "its name is not new"
                                    : null;
                };
        if (problem != null) {
            throw place.wrong("request '" + order.id() + "' does not fit: " + problem);
        }
    }
}
