package org.lineageca.publisher.testpki;

import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.lineageca.publisher.guard.CertList;
import org.lineageca.publisher.guard.CrlCandidate;
import org.lineageca.publisher.guard.CrlScope;
import org.lineageca.publisher.guard.Octets;

/** A row of a signed CRL. */
public record TestCrl(
        long number,
        Instant thisUpdate,
        Instant nextUpdate,
        long entries,
        Octets tbsSha256,
        Octets der) {

    public TestCrl withOctets(UnaryOperator<byte[]> change) {
        return new TestCrl(
                number,
                thisUpdate,
                nextUpdate,
                entries,
                tbsSha256,
                Octets.of(change.apply(der.toArray())));
    }

    /** What its row says. */
    public boolean isFinal() {
        return nextUpdate.equals(CertList.NEVER);
    }

    public CrlCandidate candidate(String distributionPoint) {
        var scope = CrlScope.of("complete", distributionPoint).orElseThrow();
        return new CrlCandidate(
                der, scope, number, entries, tbsSha256, (_, _) -> Set.of(), isFinal());
    }
}
