package org.lineageca.ca.revocation;

import java.util.Comparator;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;

/** A certificate on a list, by what names it for ever. */
public record ListedCertificate(GenerationId generation, SerialNumber serial)
        implements Comparable<ListedCertificate> {

    private static final Comparator<ListedCertificate> ORDER =
            Comparator.<ListedCertificate, String>comparing(listed -> listed.generation.label())
                    .thenComparing(listed -> listed.serial.octets());

    /**
     * Its line in a list: the generation's label, a space, the serial number's octets in
     * hexadecimal digits, a line feed. Lists are sorted as such lines are.
     */
    public String line() {
        return generation.label() + ' ' + serial.octets().toHex() + '\n';
    }

    @Override
    public int compareTo(ListedCertificate other) {
        return ORDER.compare(this, other);
    }
}
