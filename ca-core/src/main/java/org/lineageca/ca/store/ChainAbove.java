package org.lineageca.ca.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.ForeignCertificates;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;

/** The CA certificates a server sends above that of its issuer, the root left out. */
final class ChainAbove {

    private static final int LONGEST = 8;

    private ChainAbove() {}

    static List<CaCertificate> of(
            AuthorityStore authorities, ForeignCertificates foreign, GenerationId id) {
        var chain = new ArrayList<CaCertificate>();
        var generation = authorities.find(id).orElseThrow();
        while (true) {
            var parent =
                    Optional.ofNullable(generation.identity().parent()).flatMap(authorities::find);
            if (parent.isEmpty()) {
                break;
            }
            generation = parent.get();
            generation
                    .caCertificate()
                    .filter(certificate -> !certificate.isSelfSigned())
                    .ifPresent(chain::add);
        }
        generation
                .caCertificate()
                .filter(top -> !top.isSelfSigned())
                .ifPresent(top -> addForeign(chain, foreign.all(), top));
        return chain;
    }

    /** Where the topmost of ours is certified by a CA that is not ours. */
    private static void addForeign(
            List<CaCertificate> chain, List<CaCertificate> known, CaCertificate top) {
        var certificate = top;
        while (chain.size() < LONGEST) {
            var issuer = certificate.issuer();
            var next = known.stream().filter(other -> other.subject().equals(issuer)).findFirst();
            if (next.isEmpty() || next.get().isSelfSigned()) {
                return;
            }
            certificate = next.get();
            chain.add(certificate);
        }
    }
}
