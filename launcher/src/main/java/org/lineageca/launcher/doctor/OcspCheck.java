package org.lineageca.launcher.doctor;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.service.Pem;

/** Asks for the status of a certificate of this installation by OCSP, as a relying party does. */
record OcspCheck() implements Check {

    private static final String NAME = "ocsp";

    @Override
    public List<Finding> examine(Patient patient) {
        if (!patient.runs() || !patient.installation().pkiCreated()) {
            return List.of();
        }
        return List.of(validate(patient));
    }

    private static Finding validate(Patient patient) {
        var file = patient.installation().credential("machine").resolve("certificate.pem");
        var remedy = "See `lineage logs ocsp-responder` and `lineage logs signer-responder`.";
        try {
            var chain = Pem.certificates(file);
            var root = Pem.certificates(patient.installation().rootCertificate()).getFirst();
            var validator = CertPathValidator.getInstance("PKIX");
            var revocation = (PKIXRevocationChecker) validator.getRevocationChecker();
            revocation.setOptions(
                    EnumSet.of(
                            PKIXRevocationChecker.Option.ONLY_END_ENTITY,
                            PKIXRevocationChecker.Option.NO_FALLBACK));
            var parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
            parameters.addCertPathChecker(revocation);
            validator.validate(
                    CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
            return Finding.ok(NAME, "the responder's signed answer is accepted: good");
        } catch (CertPathValidatorException e) {
            var revoked = e.getReason() == CertPathValidatorException.BasicReason.REVOKED;
            return revoked
                    ? Finding.warn(
                            NAME,
                            "it answers: this installation's machine credential is revoked",
                            "")
                    : Finding.fail(NAME, Reasons.of(e), remedy);
        } catch (IOException | GeneralSecurityException e) {
            return Finding.fail(NAME, Reasons.of(e), remedy);
        }
    }
}
