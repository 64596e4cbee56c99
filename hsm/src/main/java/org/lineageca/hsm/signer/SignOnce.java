package org.lineageca.hsm.signer;

import java.io.IOException;
import java.util.Optional;
import org.lineageca.hsm.client.SigningRefusedException;
import org.lineageca.hsm.pkcs11.Pkcs11Token;
import org.lineageca.hsm.protocol.Outcome;
import org.lineageca.hsm.protocol.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives out at most one signature for whatever it is asked to sign. */
final class SignOnce {

    private static final Logger LOG = LoggerFactory.getLogger(SignOnce.class);

    private final Optional<SignatureJournal> journal;

    SignOnce(Optional<SignatureJournal> journal) {
        this.journal = journal;
    }

    /** The signature made before, or a new one once it is on the disk. */
    Outcome sign(Pkcs11Token token, Request.Entry entry) {
        var open =
                journal.orElseThrow(() ->
                        new SigningRefusedException(
                                "The signer of token '%s' keeps no journal, so it cannot sign once. Nothing was signed. Start it with --journal."
                                        .formatted(token.label())));
        var recorded = open.find(entry);
        if (recorded.isPresent()) {
            LOG.info("gave out again the signature of {} by key {}", entry.digest(), entry.key());
            return new Outcome.Signature(recorded.get());
        }
        token.checkMaySign(entry.key(), entry.purpose(), entry.algorithm(), entry.digest());
        if (open.isFull()) {
            throw new SigningRefusedException(
                    "The journal %s holds %d signatures, which is all it may. Nothing was signed. Start the signer with another, and keep this one: what is in it must not be asked again."
                            .formatted(open, SignatureJournal.MOST_SIGNATURES));
        }
        try {
            open.asked(entry);
            var signature =
                    token.sign(entry.key(), entry.purpose(), entry.algorithm(), entry.digest());
            open.signed(entry, signature);
            return new Outcome.Signature(signature);
        } catch (IOException e) {
            LOG.error("the journal {} cannot be written", open, e);
            // What was not recorded is not given out, so it may be signed anew.
            return new Outcome.Failure(
                    Outcome.Kind.LOCKED,
                    "the journal of its signer cannot be written: " + e.getMessage());
        }
    }
}
