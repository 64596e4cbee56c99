package org.lineageca.publisher.testpki;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.CertList;
import org.lineageca.publisher.guard.CrlCandidate;
import org.lineageca.publisher.guard.CrlScope;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.guard.SerialRecords;

/**
 * A row of a signed CRL.
 *
 * @param base of a delta: the number of the CRL it adds to
 */
public record TestCrl(
        String scope,
        long number,
        @Nullable Long base,
        Instant thisUpdate,
        Instant nextUpdate,
        long entries,
        Octets tbsSha256,
        Octets der) {

    public TestCrl withOctets(UnaryOperator<byte[]> change) {
        return new TestCrl(
                scope,
                number,
                base,
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

    /** For the guard, as its row and that of its scope say. */
    public CrlCandidate candidate(String distributionPoint) {
        return candidate(distributionPoint, SerialRecords.NONE);
    }

    public CrlCandidate candidate(String distributionPoint, SerialRecords records) {
        return new CrlCandidate(
                der,
                CrlScope.of(scope, distributionPoint).orElseThrow(),
                null,
                number,
                base,
                entries,
                tbsSha256,
                records,
                null,
                isFinal());
    }
}
