package org.lineageca.ca.lint.rules;

import java.math.BigInteger;
import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** An RSA exponent is odd and at least 65537. */
final class RsaExponent implements Lint<CertificateFields> {

    private static final BigInteger LEAST = BigInteger.valueOf(65_537);

    @Override
    public String source() {
        return "BR 6.1.6";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return RsaKeys.of(subject.key())
                .map(key -> key.getPublicExponent())
                .filter(exponent -> exponent.compareTo(LEAST) < 0 || !exponent.testBit(0))
                .map("the RSA exponent is %d"::formatted);
    }
}
