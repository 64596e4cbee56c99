package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;

import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.CertificationRequest;
import org.lineageca.ca.issuance.TbsCertificateEncoder;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.lint.rules.CertificateRules;
import org.lineageca.ca.x509.SerialNumber;

/**
 * A serial number is used once under a name, whichever key of that name signs (RFC 5280 4.1.2.2).
 */
class NamesakeSerialsTest {

    private final TestPki pki = new TestPki();

    /** Of the issuing CA, for a certificate with this serial number. */
    private CertificateOrder order(SerialNumber serial) {
        var request = CertificationRequest.parse(TestRequests.server("namesake.example"));
        var place = pki.prepare.place("tls-server");
        var admitted = pki.prepare.admit(place.profile(), request, ACTOR);
        var drawn = pki.prepare.content(place, request, admitted.subject());
        var content =
                new CertificateContent(
                        drawn.signer(),
                        drawn.issuer(),
                        drawn.profile(),
                        drawn.template(),
                        serial,
                        drawn.subject(),
                        drawn.publicKey(),
                        drawn.names(),
                        drawn.constraints(),
                        drawn.notBefore(),
                        drawn.notAfter(),
                        drawn.terms());
        return new CertificateOrder(
                CertificateRules.PROFILE.admit(content, TbsCertificateEncoder.encode(content)),
                RequestOrigin.of(request.digest(), ACTOR));
    }

    /** As if the issuing CA's key were another one of that CA. */
    private void moveToTheNameOf(String other) {
        pki.asOwner()
                .execute(
                        "UPDATE generation SET number = 2, authority_id = (SELECT authority_id FROM"
                                + " generation WHERE label = {0}) WHERE label = {1}",
                        DSL.val(other), DSL.val(pki.issuing.identity().id().label()));
    }

    @Test
    void aSerialNumberOfAnotherKeyOfTheNameIsRefused() {
        var order = order(pki.issuing.certificate().serial());
        assertThat(pki.certificates.foresee(order, pki.clock.instant()))
                .isInstanceOf(CertificateStore.Intent.Committed.class);
        moveToTheNameOf(pki.root.identity().id().label());
        assertThat(pki.certificates.foresee(order, pki.clock.instant()))
                .isInstanceOfSatisfying(
                        CertificateStore.Intent.Failed.class,
                        failed ->
                                assertThat(failed.why())
                                        .hasMessageContaining("was used before under this issuer"));
    }
}
