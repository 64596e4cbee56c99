package org.lineageca.ca.lifecycle;

import java.util.List;
import org.lineageca.ca.revocation.ListedCertificate;

/** What became of one line that was to go on a list. */
public sealed interface ListedItem {

    /** As it was named. */
    String text();

    /** What goes on the list for it: one, or none. */
    default List<ListedCertificate> certificates() {
        return switch (this) {
            case Good(_, var certificate) -> List.of(certificate);
            case AlreadyRevoked(_, var certificate) -> List.of(certificate);
            case Unknown _, Ambiguous _, OfACa _, Malformed _ -> List.of();
        };
    }

    record Good(String text, ListedCertificate certificate) implements ListedItem {}

    /** Is revoked for good; it is on the list, and nothing will change. */
    record AlreadyRevoked(String text, ListedCertificate certificate) implements ListedItem {}

    /** No such certificate was issued here. */
    record Unknown(String text) implements ListedItem {}

    /** Several generations issued one with that serial number. */
    record Ambiguous(String text) implements ListedItem {}

    /** Such a certificate is revoked by an act of its own. */
    record OfACa(String text) implements ListedItem {}

    /**
     * It names no certificate.
     *
     * @param why a sentence
     */
    record Malformed(String text, String why) implements ListedItem {}
}
