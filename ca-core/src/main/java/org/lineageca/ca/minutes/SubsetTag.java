package org.lineageca.ca.minutes;

import java.security.SecureRandom;

/**
 * What the library draws the tag of an embedded font's subset from (ISO 32000-1 9.6.4): any six
 * letters will do, and here they are always the same.
 */
final class SubsetTag extends SecureRandom {

    @Override
    public double nextDouble() {
        return 0;
    }
}
