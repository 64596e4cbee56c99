package org.lineageca.ca.crl;

import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.x509.CertificateList;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** Which certificates a CRL of ours revokes. For the small ones of CAs above the issuing ones. */
public final class CrlSerials {

    private CrlSerials() {}

    public static Set<SerialNumber> of(Octets der) {
        var serials = new HashSet<SerialNumber>();
        for (var entry : CertificateList.getInstance(der.toArray()).getRevokedCertificates()) {
            serials.add(new SerialNumber(entry.getUserCertificate().getValue()));
        }
        return serials;
    }
}
