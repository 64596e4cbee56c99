package org.lineageca.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Somebody who trusts the root and asks by OCSP, with the JDK's own client. */
final class RelyingParty {

    private final TrustAnchor root;

    RelyingParty(Installation lineage) {
        try {
            this.root =
                    new TrustAnchor(
                            MachineClient.certificates(
                                            Files.readString(
                                                    lineage.credentials().resolve("root.pem")))
                                    .getFirst(),
                            null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What the responder named in a certificate says of it: good, revoked, or why it is not
     * believed. Asked again while it says "try later", as it may on a busy machine.
     *
     * @param chain leaf first
     */
    String status(List<X509Certificate> chain) {
        return await().pollDelay(Duration.ZERO)
                .until(() -> statusNow(chain), answer -> !answer.contains("TRY_LATER"));
    }

    /** The same, asked once. */
    String statusNow(List<X509Certificate> chain) {
        try {
            var validator = CertPathValidator.getInstance("PKIX");
            var ocsp = (PKIXRevocationChecker) validator.getRevocationChecker();
            ocsp.setOptions(
                    Set.of(
                            PKIXRevocationChecker.Option.ONLY_END_ENTITY,
                            PKIXRevocationChecker.Option.NO_FALLBACK));
            var parameters = new PKIXParameters(Set.of(root));
            parameters.addCertPathChecker(ocsp);
            validator.validate(
                    CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
            return "good";
        } catch (CertPathValidatorException e) {
            return e.getReason() == CertPathValidatorException.BasicReason.REVOKED
                    ? "revoked"
                    : String.valueOf(e.getMessage());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
