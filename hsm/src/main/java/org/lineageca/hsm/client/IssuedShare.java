package org.lineageca.hsm.client;

import org.lineageca.octets.Octets;

/** One custodian's part of a PIN, on its way to the custodian. */
public sealed interface IssuedShare {

    ShareSet set();

    /** Its number in the set, from 1. */
    int index();

    /** The name of the {@link ShareRecipient}. */
    String recipient();

    /**
     * Only the recipient can read it.
     *
     * @param envelopedData DER CMS EnvelopedData (RFC 5652 6) of the share's text; {@code openssl
     *     cms -decrypt -inform DER} opens it
     */
    record Enveloped(ShareSet set, int index, String recipient, Octets envelopedData)
            implements IssuedShare {}

    /**
     * Whoever sees it can read it.
     *
     * @param text {@code LS1-<set>-<index>-<k>of<n>-<groups>-<checksum>}, to be printed and typed
     */
    record Card(ShareSet set, int index, String recipient, String text) implements IssuedShare {

        /** Without the text, so that no log and no message shows it. */
        @Override
        public String toString() {
            return "card with share %d of set %s for %s".formatted(index, set, recipient);
        }
    }
}
