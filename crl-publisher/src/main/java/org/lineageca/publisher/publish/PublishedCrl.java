package org.lineageca.publisher.publish;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;
import org.lineageca.publisher.distribute.MediaType;
import org.lineageca.publisher.distribute.PublishedFile;
import org.lineageca.publisher.guard.CertList;
import org.lineageca.publisher.guard.Octets;

/**
 * A CRL that has left the building.
 *
 * @param scope names the files
 * @param tbsSha256 by which its row is known again
 */
public record PublishedCrl(
        String label,
        String scope,
        CertList list,
        Octets tbsSha256,
        PublishedFile der,
        PublishedFile pem) {

    static PublishedCrl of(String label, String scope, CertList list, Instant modified) {
        var path = place(label, scope);
        var next = list.nextUpdate();
        return new PublishedCrl(
                label,
                scope,
                list,
                list.tbsSha256(),
                PublishedFile.of(path + ".crl", MediaType.CRL, list.der(), modified, next)
                        .numbered(list.number()),
                PublishedFile.of(
                                pemPath(label, scope),
                                MediaType.PEM,
                                Pem.encode("X509 CRL", list.der()),
                                modified,
                                next)
                        .numbered(list.number()));
    }

    /** The same, in the place of one that an operator has rolled back. */
    PublishedCrl insteadOf(PublishedCrl withdrawn) {
        return new PublishedCrl(
                label,
                scope,
                list,
                tbsSha256,
                der.insteadOf(withdrawn.der()),
                pem.insteadOf(withdrawn.pem()));
    }

    /** The PEM of a CA certificate is at {@code ca.pem} already. */
    private static String pemPath(String label, String scope) {
        return place(label, scope) + (scope.equals("ca") ? ".crl.pem" : ".pem");
    }

    static String place(String label, String scope) {
        return label + "/" + scope;
    }

    String place() {
        return place(label, scope);
    }

    /** Whether it is the CRL of this row. */
    boolean is(OfferedCrl offered) {
        return BigInteger.valueOf(offered.number()).equals(list.number())
                && tbsSha256.equals(offered.tbsSha256());
    }

    /** Whether relying parties may not use it any more. */
    public boolean expired(Instant now) {
        return !list.isFinal()
                && !now.isBefore(Objects.requireNonNullElse(list.nextUpdate(), Instant.MIN));
    }
}
