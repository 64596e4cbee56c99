package org.lineageca.hsm.share;

import java.nio.charset.StandardCharsets;

/** A share that somebody made up: its text is without fault, its content is not what was issued. */
public final class ShareForgery {

    private ShareForgery() {}

    /** The same share but for one bit of its content, with the right checksum. */
    public static String of(String text) {
        var share = ShareText.decode(text.getBytes(StandardCharsets.US_ASCII));
        share.content()[7] ^= 1;
        return new String(ShareText.encode(share), StandardCharsets.US_ASCII);
    }

    /** The PIN that shares give. */
    public static String pin(Iterable<String> texts) {
        var shares = new java.util.ArrayList<Share>();
        texts.forEach(
                text -> shares.add(ShareText.decode(text.getBytes(StandardCharsets.US_ASCII))));
        return new String(PinSplit.join(shares, new java.security.SecureRandom()).pinCharacters());
    }

    /** The octets of a share's text that only its custodian knows. */
    public static byte[] content(String text) {
        return ShareText.decode(text.getBytes(StandardCharsets.US_ASCII)).content();
    }
}
