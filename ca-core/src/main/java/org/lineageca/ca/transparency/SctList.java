package org.lineageca.ca.transparency;

import java.util.ArrayList;
import java.util.List;
import org.lineageca.octets.Octets;

/** SignedCertificateTimestampList (RFC 6962 3.3): what a certificate carries. */
public record SctList(List<Sct> scts) {

    public SctList {
        scts = List.copyOf(scts);
        if (scts.isEmpty()) {
            throw new IllegalArgumentException("a list of SCTs has one at least");
        }
        if (scts.stream().map(Sct::log).distinct().count() < scts.size()) {
            throw new IllegalArgumentException("of each log there is one SCT at most");
        }
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none; saying why
     */
    public static SctList decode(Octets octets) {
        var whole = new TlsReader(octets);
        var list = new TlsReader(whole.vector(2));
        whole.requireEnd();
        var scts = new ArrayList<Sct>();
        while (!list.isAtEnd()) {
            scts.add(Sct.decode(list.vector(2)));
        }
        return new SctList(scts);
    }

    public Octets encoded() {
        var list = new TlsWriter();
        scts.forEach(sct -> list.vector(2, sct.encoded()));
        return new TlsWriter().vector(2, list.octets()).octets();
    }
}
