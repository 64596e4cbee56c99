package org.lineageca.ocsp.answer;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lineageca.ocsp.protocol.IssuerId;
import org.lineageca.ocsp.protocol.OcspRequest;

/** All issuers that are answered for, by the names askers use. */
public final class ServedIssuers {

    private final List<Issuer> issuers;
    private final Map<IssuerId, Issuer> byId = new HashMap<>();

    public ServedIssuers(Collection<Issuer> issuers) {
        this.issuers = List.copyOf(issuers);
        for (var issuer : issuers) {
            for (var id : issuer.ids()) {
                byId.put(id, issuer);
            }
        }
    }

    public List<Issuer> all() {
        return issuers;
    }

    /**
     * The issuer of every certificate asked about.
     *
     * @return empty if one of them is not served, or if they have several: an answer has one
     *     signature, and a delegate speaks for one key generation only (RFC 6960 4.2.2.2)
     */
    public Optional<Issuer> issuerOf(OcspRequest request) {
        Issuer issuer = null;
        for (var certId : request.certIds()) {
            var found = byId.get(certId.issuer());
            if (found == null || (issuer != null && found.generation() != issuer.generation())) {
                return Optional.empty();
            }
            issuer = found;
        }
        return Optional.ofNullable(issuer);
    }
}
