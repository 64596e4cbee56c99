package org.lineageca.hsm.signer;

import java.util.Optional;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.pkcs11.Pkcs11Token;
import org.lineageca.hsm.protocol.Reply;
import org.lineageca.hsm.protocol.Request;

/**
 * A token that was opened with a PIN when the signer started.
 *
 * @param opened stays so until the signer ends
 */
record PinAccess(Pkcs11Token opened) implements TokenAccess {

    @Override
    public String label() {
        return opened.label();
    }

    @Override
    public Optional<Pkcs11Token> token() {
        return Optional.of(opened);
    }

    @Override
    public String obstacle() {
        return "it is open";
    }

    @Override
    public Reply answer(Request.OfShares request) {
        throw new ShareRefusedException(
                "The signer of token '%s' was given its PIN and takes no shares. Nothing was done. Start it with --shared."
                        .formatted(label()));
    }

    @Override
    public void forgetIdle() {
        // It keeps nothing.
    }
}
