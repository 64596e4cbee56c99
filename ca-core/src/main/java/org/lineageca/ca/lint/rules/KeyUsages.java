package org.lineageca.ca.lint.rules;

import org.bouncycastle.asn1.x509.KeyUsage;

/** The bits of keyUsage as {@link KeyUsage} numbers them. */
final class KeyUsages {

    private KeyUsages() {}

    static int bits(KeyUsage usage) {
        var bytes = usage.getBytes();
        var bits = 0;
        for (var i = bytes.length - 1; i >= 0; i--) {
            bits = bits << Byte.SIZE | (bytes[i] & 0xff);
        }
        return bits;
    }
}
