package org.lineageca.console.certificates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.decoding.DecodedCertificate;
import org.lineageca.ca.lifecycle.ShowCertificate;
import org.lineageca.ca.lifecycle.ShowTransparency;
import org.lineageca.ca.x509.CertificatesOnly;
import org.lineageca.ca.x509.Pem;
import org.lineageca.console.picture.Picture;
import org.lineageca.octets.Octets;

/**
 * What the page of one certificate shows.
 *
 * @param decoded null where the signature never arrived: there is nothing to decode
 * @param transparency empty where it was to carry no SCTs
 */
record CertificatePage(
        ShowCertificate.Shown shown,
        @Nullable DecodedCertificate decoded,
        Optional<ShowTransparency.Transparency> transparency,
        Picture timeline) {

    String title() {
        if (decoded != null) {
            return decoded.title();
        }
        var certificate = shown.certificate();
        return certificate.subject().isEmpty()
                ? String.join(", ", certificate.names())
                : certificate.subject();
    }

    /** Whether a CA's: it is revoked by an act, not from here. */
    boolean isCa() {
        return shown.certificate().isOfCa();
    }

    /** Whether an officer may still revoke it: it is neither a CA's nor revoked for good. */
    boolean isRevocable() {
        var revocation = shown.certificate().revocation();
        return !isCa() && (revocation == null || revocation.isHold());
    }

    boolean isHeld() {
        var revocation = shown.certificate().revocation();
        return revocation != null && revocation.isHold();
    }

    /** Itself, and those above it that servers send: without the root. */
    List<Octets> chain() {
        var chain = new ArrayList<Octets>();
        var der = shown.der();
        if (der != null) {
            chain.add(der);
        }
        shown.chain().stream()
                .map(ShowCertificate.Above::certificate)
                .filter(above -> !above.isSelfSigned())
                .forEach(above -> chain.add(above.der()));
        return chain;
    }

    String chainPem() {
        return Pem.chain(chain());
    }

    Octets chainPkcs7() {
        return CertificatesOnly.encode(chain());
    }
}
