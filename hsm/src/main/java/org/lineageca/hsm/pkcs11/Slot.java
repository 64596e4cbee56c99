package org.lineageca.hsm.pkcs11;

import java.nio.file.Path;

/**
 * Where a token sits.
 *
 * @param library the PKCS #11 library
 * @param index position in the list C_GetSlotList returns (PKCS #11 v2.40 5.5), from 0
 */
public record Slot(Path library, int index) {

    @Override
    public String toString() {
        return "slot index " + index + " of " + library;
    }
}
