package org.lineageca.console.publisher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Seals orders to a publisher, and knows its answers by theirs (docs/adr/0032). */
final class OrderSeal {

    /** The HTTP field that carries it, in hexadecimal. */
    static final String FIELD = "Lineage-Seal";

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private OrderSeal(SecretKeySpec key) {
        this.key = key;
    }

    static OrderSeal read(Path keyFile) throws IOException {
        var text = Files.readString(keyFile).strip();
        if (text.isEmpty()) {
            throw new IOException(keyFile + " is empty");
        }
        return new OrderSeal(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    }

    String ofOrder(String order) {
        return seal("order\n" + order);
    }

    /** Whether an answer to the order with this seal is the publisher's. */
    boolean isOfAnswer(String seal, String orderSeal, String answer) {
        var expected = seal("answer\n" + orderSeal + "\n" + answer);
        return MessageDigest.isEqual(
                seal.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private String seal(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
