package org.lineageca.hsm.signer;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.pkcs11.ClosedToken;
import org.lineageca.hsm.pkcs11.Pkcs11Token;
import org.lineageca.hsm.share.KnownSet;
import org.lineageca.hsm.share.PinSecret;
import org.lineageca.hsm.share.PinSplit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins shares and uses the PIN they give: to open the token, to make it, to change its PIN.
 *
 * <p>A change of the token and the record of it cannot be one step. So the record names the next
 * set before the token is touched, and the present one when the token has changed: whenever the
 * signer is killed, the record names the set that opens the token, and at most one other.
 */
final class SplitPin {

    private static final Logger LOG = LoggerFactory.getLogger(SplitPin.class);

    private final ClosedToken token;
    private final ShareSetFile file;
    private final boolean throwAway;
    private final SecureRandom random;
    private volatile boolean blank;
    private @Nullable ShareRecord written;

    SplitPin(ClosedToken token, ShareSetFile file, boolean throwAway, SecureRandom random) {
        this.token = token;
        this.file = file;
        this.throwAway = throwAway;
        this.random = random;
        this.blank = token.isBlank();
    }

    String label() {
        return token.label();
    }

    boolean isThrowAway() {
        return throwAway;
    }

    boolean isBlank() {
        return blank;
    }

    /** What is recorded, once what was begun is finished. */
    ShareRecord recover() throws IOException {
        var read = file.read();
        if (read.isEmpty() && !blank) {
            LOG.warn(
                    "there is no record {} of the shares that open the token: those of any one set are taken",
                    file);
        }
        written = read.orElse(null);
        var record = read.orElse(record(null, null));
        if (!record.token().equals(label()) || record.throwAway() != throwAway) {
            throw new IOException(
                    "%s is the record of %s token '%s', and this signer is for %s token '%s'. Use the right folder and options"
                            .formatted(
                                    file,
                                    kind(record.throwAway()),
                                    record.token(),
                                    kind(throwAway),
                                    label()));
        }
        if (blank) {
            return recoverBlank(record);
        }
        if (record.present() == null && record.next() != null) {
            // It has its PIN, so all that can be missing is this, or only the record of it.
            closeOfficer();
            var made = record(record.next(), null);
            file.write(made);
            written = made;
            return made;
        }
        return record;
    }

    /** Destroys what is on a throw-away token. */
    void erase() {
        if (!token.erase()) {
            throw new ShareRefusedException(
                    "The token '%s' is no throw-away token: its security officer's PIN is not the one these have. Nothing was erased, nothing proposed. Use a blank token for rehearsals."
                            .formatted(label()));
        }
        blank = true;
        recordAfterwards(record(null, null));
        LOG.info("erased the throw-away token '{}'", label());
    }

    /** Makes a blank token and gives it the PIN of a set, all of whose shares are here. */
    Pkcs11Token make(ShareCollection proposal) {
        try (var secret = PinSplit.join(proposal.quorum(), random)) {
            recordBefore(record(null, proposal.known()));
            if (!token.erase()) {
                throw new ShareRefusedException(
                        "The token '%s' was initialised by somebody else, whose security officer's PIN is not known here. Nothing was changed. Clear it with its maker's tools, or use another."
                                .formatted(label()));
            }
            useOnce(secret.pin(), token::givePin);
            blank = false;
            closeOfficer();
            recordAfterwards(record(proposal.known(), null));
            LOG.info("made the token '{}'; share set {} opens it", label(), proposal.known().set());
            return token.open(secret.pinCharacters());
        }
    }

    /** Opens the token with shares that were found right. */
    Pkcs11Token open(ShareCollection quorum) {
        try (var secret = PinSplit.join(quorum.quorum(), random)) {
            settle(quorum.known());
            return token.open(secret.pinCharacters());
        }
    }

    /** Whether a quorum gives the PIN, which nobody is logged in with. */
    boolean isAccepted(ShareCollection quorum) {
        try (var secret = PinSplit.join(quorum.quorum(), random)) {
            var pin = secret.pin();
            try {
                return token.accepts(pin);
            } finally {
                Arrays.fill(pin, (byte) 0);
            }
        }
    }

    /**
     * Replaces the PIN by that of a set, all of whose shares are here.
     *
     * @param present a quorum of the set that opens the token
     * @param open whether to open it, too
     */
    Optional<Pkcs11Token> change(ShareCollection present, ShareCollection proposal, boolean open) {
        try (var before = PinSplit.join(present.quorum(), random);
                var after = PinSplit.join(proposal.quorum(), random)) {
            recordBefore(record(present.known(), proposal.known()));
            if (!change(before, after)) {
                present.wipe();
                recordAfterwards(record(present.known(), null));
                throw new ShareRefusedException(
                        "The token '%s' refuses the PIN that the shares of set %s give, though they belong together. Its PIN was not changed. See whether it was changed by other means."
                                .formatted(label(), present.known().set()));
            }
            recordAfterwards(record(proposal.known(), null));
            LOG.info(
                    "share set {} replaces set {}, which is worth nothing now",
                    proposal.known().set(),
                    present.known().set());
            return open ? Optional.of(token.open(after.pinCharacters())) : Optional.empty();
        }
    }

    /** Records which set opens the token, now that it is known. */
    void settle(KnownSet present) {
        recordAfterwards(record(present, null));
    }

    private boolean change(PinSecret before, PinSecret after) {
        var old = before.pin();
        var next = after.pin();
        try {
            return token.changePin(old, next);
        } finally {
            Arrays.fill(old, (byte) 0);
            Arrays.fill(next, (byte) 0);
        }
    }

    private ShareRecord recoverBlank(ShareRecord record) {
        if (record.present() != null && !throwAway) {
            throw new TokenUnavailableException(
                    label(),
                    "in its slot: there is a blank token, while "
                            + file
                            + " says that share set "
                            + record.present().set()
                            + " opens it. Put the token back; or, if it is gone for good, take that file away and begin anew",
                    null);
        }
        return record(null, null);
    }

    /** Nobody is to know the PIN with which others could be set. */
    private void closeOfficer() {
        if (!throwAway) {
            try (var secret = PinSecret.draw(random)) {
                useOnce(secret.pin(), token::replaceOfficerPin);
            }
        }
    }

    private static void useOnce(byte[] pin, Consumer<byte[]> use) {
        try {
            use.accept(pin);
        } finally {
            Arrays.fill(pin, (byte) 0);
        }
    }

    private ShareRecord record(@Nullable KnownSet present, @Nullable KnownSet next) {
        return new ShareRecord(label(), throwAway, present, next);
    }

    /** Nothing is done to the token unless this is on the disk. */
    private void recordBefore(ShareRecord record) {
        try {
            file.write(record);
            written = record;
        } catch (IOException e) {
            throw new ShareRefusedException(
                    "%s cannot be written: %s. Nothing on the token was changed. Make room, and hand in the last share again."
                            .formatted(file, e.getMessage()));
        }
    }

    /** What the record says before this is not wrong, only less. */
    private void recordAfterwards(ShareRecord record) {
        if (record.equals(written)) {
            return;
        }
        try {
            file.write(record);
            written = record;
        } catch (IOException e) {
            LOG.error("{} cannot be written; make room before the signer is restarted", file, e);
        }
    }

    private static String kind(boolean throwAway) {
        return throwAway ? "the throw-away" : "the";
    }
}
