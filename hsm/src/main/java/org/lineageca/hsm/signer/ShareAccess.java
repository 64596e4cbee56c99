package org.lineageca.hsm.signer;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.OneTimeKey;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.client.ShareStatus;
import org.lineageca.hsm.pkcs11.ClosedToken;
import org.lineageca.hsm.pkcs11.Pkcs11Token;
import org.lineageca.hsm.protocol.Reply;
import org.lineageca.hsm.protocol.Request;
import org.lineageca.hsm.share.Share;
import org.lineageca.hsm.share.ShareText;
import org.lineageca.octets.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A token that is opened by shares of its PIN, which the signer collects. */
final class ShareAccess implements TokenAccess {

    private static final Logger LOG = LoggerFactory.getLogger(ShareAccess.class);
    private static final Octets NO_KEY = Octets.of(new byte[0]);

    private final SplitPin pin;
    private final HandedIn handedIn;
    private final InstantSource clock;
    private final SecureRandom random;
    private @Nullable OneTimeKey key;
    private volatile @Nullable Pkcs11Token opened;

    private ShareAccess(
            SplitPin pin, ShareRecord record, InstantSource clock, SecureRandom random) {
        this.pin = pin;
        this.handedIn = new HandedIn(pin.label(), record.present(), record.next());
        this.clock = clock;
        this.random = random;
        this.key = OneTimeKey.draw(random);
    }

    /**
     * Looks at the token and at what is recorded of its shares; what a signer that was killed left
     * half done is finished.
     *
     * @param throwAway whether the token is for rehearsals
     * @throws IOException when the record is another token's, or cannot be read or written
     * @throws org.lineageca.hsm.client.TokenUnavailableException when the token is not there
     */
    static ShareAccess start(
            ClosedToken token,
            ShareSetFile file,
            boolean throwAway,
            InstantSource clock,
            SecureRandom random)
            throws IOException {
        var pin = new SplitPin(token, file, throwAway, random);
        return new ShareAccess(pin, pin.recover(), clock, random);
    }

    @Override
    public String label() {
        return pin.label();
    }

    @Override
    public Optional<Pkcs11Token> token() {
        return Optional.ofNullable(opened);
    }

    @Override
    public String obstacle() {
        return pin.isBlank()
                ? "it is blank: it was never initialised, or not to the end"
                : "it is locked: its custodians have not handed in their shares";
    }

    @Override
    public synchronized Reply answer(Request.OfShares request) {
        forgetIdle();
        return switch (request) {
            case Request.AskStatus _ -> new Reply.Status(status());
            case Request.Propose propose -> propose(propose);
            case Request.Offer(var share) -> {
                offer(share);
                yield new Reply.Status(status());
            }
            case Request.Deactivate _ -> {
                deactivate();
                yield new Reply.Deactivated();
            }
        };
    }

    @Override
    public synchronized void forgetIdle() {
        if (handedIn.forgetIdle(clock.instant())) {
            LOG.warn("the shares that were handed in are forgotten: no other came for ten minutes");
        }
    }

    /** How the token stands, for a line in the log. */
    ShareStatus.State state() {
        if (opened != null) {
            return ShareStatus.State.ACTIVE;
        }
        return pin.isBlank() ? ShareStatus.State.BLANK : ShareStatus.State.LOCKED;
    }

    private ShareStatus status() {
        return new ShareStatus(
                state(),
                pin.isThrowAway(),
                key == null ? NO_KEY : key.publicKey(),
                handedIn.proposedSet(),
                handedIn.presentSet(),
                handedIn.unsettledSet());
    }

    private Reply propose(Request.Propose request) {
        if (state() == ShareStatus.State.LOCKED && !pin.isThrowAway() && !handedIn.hasPresent()) {
            throw new ShareRefusedException(
                    "It is not known which shares open token '%s': their record was lost. Nothing was proposed. Open the token first, by a quorum of its shares."
                            .formatted(label()));
        }
        var issue = ShareIssue.of(request, random);
        if (pin.isThrowAway() && opened == null) {
            pin.erase();
            handedIn.forgetToken();
        }
        handedIn.propose(issue.known());
        if (key == null) {
            key = OneTimeKey.draw(random);
        }
        LOG.info(
                "proposed share set {} for {} custodians; nothing on the token has changed",
                issue.known().set(),
                request.recipients().size());
        return issue.reply();
    }

    private void offer(Octets sealed) {
        if (!handedIn.hasProposal() && state() != ShareStatus.State.LOCKED) {
            throw new ShareRefusedException(
                    "Token '%s' is %s and nothing is proposed: no share is wanted. None was taken."
                            .formatted(label(), opened == null ? "blank" : "active"));
        }
        var share = open(sealed);
        handedIn.take(share, clock.instant());
        LOG.info("{} was handed in", share);
        try {
            advance();
        } catch (ShareRefusedException e) {
            handedIn.giveBack(share);
            throw e;
        }
    }

    private Share open(Octets sealed) {
        if (key == null) {
            throw new ShareRefusedException("No share is wanted. None was taken.");
        }
        var text = key.open(sealed);
        try {
            return ShareText.decode(text);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /** Does what the shares that are here suffice for. */
    private void advance() {
        var proposal = handedIn.completeProposal();
        var quorum = handedIn.quorum();
        if (proposal.isPresent() && pin.isBlank()) {
            activate(pin.make(proposal.get()));
            handedIn.adopt(proposal.get());
        } else if (proposal.isPresent() && quorum.isPresent()) {
            var present = proven(quorum.get());
            var token = pin.change(present, proposal.get(), opened == null);
            handedIn.adopt(proposal.get());
            token.ifPresentOrElse(this::activate, () -> key = null);
        } else if (!handedIn.hasProposal() && quorum.isPresent()) {
            var present = proven(quorum.get());
            activate(pin.open(present));
            handedIn.settle(present);
            handedIn.wipe();
        }
    }

    /**
     * The same collection if its shares give the PIN.
     *
     * @throws ShareRefusedException when they do not, with what is known from now on
     */
    private ShareCollection proven(ShareCollection quorum) {
        if (opened != null) {
            // The token itself compares when the PIN is changed.
            return quorum;
        }
        var right = false;
        try {
            right = pin.isAccepted(quorum);
        } finally {
            if (!right) {
                quorum.wipe();
            }
        }
        if (right) {
            return quorum;
        }
        var set = quorum.known().set();
        var other = handedIn.alternativeTo(quorum);
        if (other.isPresent()) {
            pin.settle(other.get().known());
            handedIn.settle(other.get());
            throw new ShareRefusedException(
                    "The shares of set %s do not open token '%s': a change of its PIN was cut short, and it is set %s that opens it. The token stays locked. Hand in shares of that set; those of set %s are worth nothing."
                            .formatted(set, label(), other.get().known().set(), set.id()));
        }
        throw new ShareRefusedException(
                "The token '%s' refuses the PIN that the shares of set %s give, though they belong together. The token stays locked. See whether this is the token they are for, and whether its PIN was changed by other means."
                        .formatted(label(), set));
    }

    private void activate(Pkcs11Token token) {
        opened = token;
        key = null;
        LOG.info("the token is open: {} keys", token.keys().size());
    }

    private void deactivate() {
        handedIn.wipe();
        handedIn.dropProposal();
        key = null;
        var token = opened;
        opened = null;
        if (token != null) {
            token.logOut();
        }
        LOG.info("the token is deactivated; the signer ends");
    }
}
