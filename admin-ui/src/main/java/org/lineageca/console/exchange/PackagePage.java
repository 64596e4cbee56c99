package org.lineageca.console.exchange;

import org.lineageca.ca.exchange.courier.KeptPackage;
import org.lineageca.console.language.Texts;
import org.lineageca.octets.Octets;

/**
 * A package that is kept.
 *
 * @param content the file
 */
record PackagePage(KeptPackage kept, PackageSheet sheet, Octets content) {

    private static final Texts TEXTS = Texts.of(PackagePage.class);

    boolean isSent() {
        return kept.direction() == KeptPackage.Direction.SENT;
    }

    String fileName() {
        return fileName(kept);
    }

    /** Not named zip, so that no program unpacks it on the way. */
    static String fileName(KeptPackage kept) {
        return "%s-%d-%s-%s.lineage"
                .formatted(
                        kept.kind(),
                        kept.sequence(),
                        kept.direction() == KeptPackage.Direction.SENT ? "for" : "from",
                        kept.partner());
    }

    /** As "to vault" or "from vault". */
    static String way(KeptPackage kept) {
        return kept.direction() == KeptPackage.Direction.SENT
                ? TEXTS.say("to", kept.partner())
                : TEXTS.say("from-partner", kept.partner());
    }
}
