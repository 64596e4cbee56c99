package org.lineageca.console.access;

import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletRequest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.admission.Admission;
import org.lineageca.ca.admission.AdmitPerson;
import org.lineageca.octets.Octets;

/** The person behind a request, by the fingerprint of the client certificate that it brings. */
@Singleton
public final class SignedInOfficer {

    /** Under which a request holds the certificate behind it, once that was looked at. */
    private static final String CERTIFICATE = "lineage.certificate";

    private static final String DECIDED = Admission.class.getName();

    private static final ScopedValue<Admission> LATER = ScopedValue.newInstance();

    private final AdmitPerson admit;

    /** Runs what is done later for the same person, where no request is at hand. */
    public interface Later {

        /**
         * Decides anew about the same certificate, and then is {@link #current()} while it runs.
         */
        void run(Runnable work);
    }

    SignedInOfficer(AdmitPerson admit) {
        this.admit = admit;
    }

    /** As was decided about the request at hand when it came in, or about what is done later. */
    public Actor current() {
        if (LATER.isBound()) {
            return person(LATER.get());
        }
        var request = VaadinServletRequest.getCurrent();
        if (request == null) {
            throw new NotSignedInException(new Admission.NobodysCertificate());
        }
        return person(admission(request.getHttpServletRequest()));
    }

    /** For the person behind the request at hand. */
    public Later later() {
        var request = VaadinServletRequest.getCurrent();
        var certificate =
                Optional.ofNullable(request)
                        .flatMap(one -> fingerprint(one.getHttpServletRequest()))
                        .orElseThrow(
                                () -> new NotSignedInException(new Admission.NobodysCertificate()));
        return work -> ScopedValue.where(LATER, admit.admit(certificate)).run(work);
    }

    /** Decides about a request, once: what is asked later in it is answered the same. */
    Admission admission(ServletRequest request) {
        if (request.getAttribute(DECIDED) instanceof Admission decided) {
            return decided;
        }
        var admission =
                fingerprint(request).map(admit::admit).orElseGet(Admission.NobodysCertificate::new);
        request.setAttribute(DECIDED, admission);
        return admission;
    }

    /** From here on a request is that of whoever has this certificate. */
    static void bring(ServletRequest request, X509Certificate certificate) {
        request.setAttribute(CERTIFICATE, certificate);
    }

    /** None where nobody looked at it: such a request is nobody's. */
    static Optional<Octets> fingerprint(ServletRequest request) {
        return request.getAttribute(CERTIFICATE) instanceof X509Certificate certificate
                ? fingerprint(certificate)
                : Optional.empty();
    }

    static Optional<Octets> fingerprint(X509Certificate certificate) {
        try {
            return Optional.of(Octets.of(certificate.getEncoded()).sha256());
        } catch (CertificateEncodingException e) {
            return Optional.empty();
        }
    }

    private static Actor person(Admission admission) {
        return switch (admission) {
            case Admission.Admitted(var person, _) -> person;
            case Admission.Refused refused -> throw new NotSignedInException(refused);
        };
    }
}
