package org.lineageca.ca.lint.rules;

import java.util.Optional;
import org.lineageca.ca.lint.Lint;

/** An RSA modulus has 2048 bits or more, a multiple of 8. */
final class RsaKeySize implements Lint<CertificateFields> {

    private static final int LEAST = 2048;

    @Override
    public String source() {
        return "BR 6.1.5";
    }

    @Override
    public Optional<String> check(CertificateFields subject) {
        return RsaKeys.of(subject.key())
                .map(key -> key.getModulus().bitLength())
                .filter(bits -> bits < LEAST || bits % Byte.SIZE != 0)
                .map("the RSA modulus has %d bits"::formatted);
    }
}
