package org.lineageca.hsm.signer;

import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lineageca.hsm.client.ShareRecipient;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.client.ShareSeal;
import org.lineageca.hsm.client.ShareSet;
import org.lineageca.hsm.protocol.Reply;
import org.lineageca.hsm.protocol.Request;
import org.lineageca.hsm.share.KnownSet;
import org.lineageca.hsm.share.PinSecret;
import org.lineageca.hsm.share.PinSplit;
import org.lineageca.hsm.share.Share;
import org.lineageca.hsm.share.ShareEnvelope;
import org.lineageca.hsm.share.ShareText;
import org.lineageca.octets.Octets;

/**
 * The shares of a new PIN, ready to be handed out. The PIN itself is forgotten: it comes back with
 * the shares.
 *
 * @param known what stays here of the set
 */
record ShareIssue(KnownSet known, Reply.Proposed reply) {

    private static final int SET_ID_LENGTH = 4;

    /**
     * Draws a PIN and splits it.
     *
     * @throws ShareRefusedException when shares cannot be handed out as it was asked
     */
    static ShareIssue of(Request.Propose request, SecureRandom random) {
        var envelopes = envelopes(request.recipients());
        var set = set(request, random);
        List<Share> shares = List.of();
        try (var secret = PinSecret.draw(random)) {
            shares = PinSplit.split(secret, set, random);
            PinSplit.check(shares, secret, random);
            var parts = shares;
            var issued =
                    IntStream.range(0, shares.size())
                            .mapToObj(i ->
                                    issue(
                                            parts.get(i),
                                            request.recipients().get(i).name(),
                                            envelopes.get(i),
                                            request.cardKey(),
                                            random))
                            .toList();
            return new ShareIssue(KnownSet.of(set, shares), new Reply.Proposed(set, issued));
        } finally {
            shares.forEach(Share::close);
        }
    }

    private static Reply.SealedShare issue(
            Share share,
            String recipient,
            Optional<ShareEnvelope> envelope,
            Octets cardKey,
            SecureRandom random) {
        var text = ShareText.encode(share);
        try {
            var content =
                    envelope.isPresent()
                            ? envelope.get().enclose(text, random)
                            : ShareSeal.seal(text, cardKey);
            return new Reply.SealedShare(share.index(), recipient, envelope.isPresent(), content);
        } catch (IllegalArgumentException e) {
            throw new ShareRefusedException(
                    "No card can be made for %s: %s. Nothing was proposed."
                            .formatted(recipient, e.getMessage()));
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private static ShareSet set(Request.Propose request, SecureRandom random) {
        var id = new byte[SET_ID_LENGTH];
        random.nextBytes(id);
        try {
            return new ShareSet(
                    HexFormat.of().formatHex(id), request.quorum(), request.recipients().size());
        } catch (IllegalArgumentException e) {
            throw new ShareRefusedException(
                    "The PIN cannot be split so: %s. Nothing was proposed."
                            .formatted(e.getMessage()));
        }
    }

    /** How each recipient gets a share; empty for a card. */
    private static List<Optional<ShareEnvelope>> envelopes(List<ShareRecipient> recipients) {
        var names = new HashSet<String>();
        var keys = new HashSet<PublicKey>();
        return recipients.stream()
                .map(recipient -> {
                    var envelope = ShareEnvelope.of(recipient);
                    if (!names.add(recipient.name())
                            || !envelope.map(ShareEnvelope::recipient)
                                    .map(keys::add)
                                    .orElse(true)) {
                        throw new ShareRefusedException(
                                "%s would get two shares, by name or by key. Nothing was proposed. Each custodian gets one."
                                        .formatted(recipient.name()));
                    }
                    return envelope;
                })
                .toList();
    }
}
