package org.lineageca.publisher.operate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells orders of those who hold a key from all others, and answers likewise: HMAC-SHA256 (RFC
 * 2104) with a key from a file that both have. The key itself goes over no wire.
 */
final class OrderSeal {

    /** The HTTP field that carries it, in hexadecimal. */
    static final String FIELD = "Lineage-Seal";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_KEY = 16;

    private final SecretKeySpec key;

    private OrderSeal(SecretKeySpec key) {
        this.key = key;
    }

    /** Takes the key from its file, which must be closed to others. */
    static OrderSeal read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(
                    "There is no file %s with the key of orders. Nothing was started. Make one that only its owner reads, or leave out order-key-file."
                            .formatted(file));
        }
        var text = Files.readString(file).strip();
        if (text.length() < SHORTEST_KEY) {
            throw new IOException(
                    "The key of orders in %s has less than %d characters. Nothing was started. Write a random one there."
                            .formatted(file, SHORTEST_KEY));
        }
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null
                && view.readAttributes().permissions().stream()
                        .anyMatch(permission -> !permission.name().startsWith("OWNER"))) {
            throw new IOException(
                    "The key of orders in %s is open to others than its owner. Nothing was started. Run chmod 600, and write a new one if somebody may have read it."
                            .formatted(file));
        }
        return new OrderSeal(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    }

    /** Whether this is the seal of an order. */
    boolean isOf(String seal, String order) {
        return MessageDigest.isEqual(
                seal.getBytes(StandardCharsets.UTF_8),
                ofOrder(order).getBytes(StandardCharsets.UTF_8));
    }

    String ofOrder(String order) {
        return seal("order\n" + order);
    }

    /** That of an answer to one order and no other. */
    String ofAnswer(String seal, String answer) {
        return seal("answer\n" + seal + "\n" + answer);
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
