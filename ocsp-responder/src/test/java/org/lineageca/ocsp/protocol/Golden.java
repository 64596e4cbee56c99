package org.lineageca.ocsp.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.x509.Certificate;
import org.lineageca.octets.Octets;

/** The octets kept beside their dumps in the resources of this package. */
final class Golden {

    private Golden() {}

    static Octets octets(String file) {
        try (var stream = Golden.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalArgumentException("no golden file " + file);
            }
            return Octets.of(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OcspRequest request(String file) {
        return (OcspRequest) RequestDecoder.decode(octets(file).toArray());
    }

    static DelegateCertificate delegate() throws UnfitDelegateException {
        return DelegateCertificate.issuedBy(issuerName(), issuerKey(), octets("delegate.der"));
    }

    static Octets issuerName() {
        return encoded(issuer().getSubject());
    }

    static Octets issuerKey() {
        return encoded(issuer().getSubjectPublicKeyInfo());
    }

    private static Certificate issuer() {
        return Certificate.getInstance(octets("issuer.der").toArray());
    }

    private static Octets encoded(org.bouncycastle.asn1.ASN1Object object) {
        try {
            return Octets.of(object.getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
