package org.lineageca.hsm.signer;

import java.util.Optional;
import org.lineageca.hsm.pkcs11.Pkcs11Token;
import org.lineageca.hsm.protocol.Reply;
import org.lineageca.hsm.protocol.Request;

/** How the signer comes to its token: by a PIN it was given, or by shares of one. */
sealed interface TokenAccess permits PinAccess, ShareAccess {

    /** The token's label. */
    String label();

    /** The token, while its user is logged in. */
    Optional<Pkcs11Token> token();

    /** Why there is none: the end of a sentence that begins with the token. */
    String obstacle();

    /** Does what concerns shares. */
    Reply answer(Request.OfShares request);

    /** Forgets what has been kept for too long; called every second. */
    void forgetIdle();
}
