package org.lineageca.console.exchange;

import java.time.Instant;
import java.util.List;
import org.lineageca.ca.exchange.Contents;
import org.lineageca.ca.exchange.QrFrames;
import org.lineageca.console.language.Texts;
import org.lineageca.octets.Octets;

/**
 * What a package holds, for people.
 *
 * @param partner who it came from or goes to
 * @param number its place in the chain of that direction
 * @param octets its length
 * @param sha256 of the whole file, to be compared by voice
 * @param steps of a ceremony's script that answer it, YAML; empty where it asks for no certificate
 *     of this installation
 * @param requests ids of the certificates that it asks for, where they have them
 */
record PackageSheet(
        String partner,
        long number,
        String kind,
        Instant created,
        int octets,
        Octets sha256,
        List<PackageItem> items,
        String steps,
        List<String> requests) {

    private static final Texts TEXTS = Texts.of(PackageSheet.class);

    PackageSheet {
        items = List.copyOf(items);
        requests = List.copyOf(requests);
    }

    /** Whether it can be shown as QR codes. */
    boolean isSmall() {
        return octets <= QrFrames.MOST * QrFrames.OCTETS;
    }

    String title() {
        return kindTitle(kind) + " " + number;
    }

    static String kindTitle(String kind) {
        return kind.equals(Contents.Requests.KIND) ? TEXTS.say("requests") : TEXTS.say("results");
    }
}
