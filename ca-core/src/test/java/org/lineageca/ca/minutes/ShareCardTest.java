package org.lineageca.ca.minutes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.lineageca.hsm.client.ShareSet;

final class ShareCardTest {

    private static final String TEXT =
            "LS1-00c0ffee-1-2of3-AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF-GGGGG-HHHHH-IIIII-JJJJJJJ";

    private static ShareCard.Content content() {
        return new ShareCard.Content(new ShareSet("00c0ffee", 2, 3), 1, "", TEXT);
    }

    @Test
    void theLinesJoinedAreTheShare() {
        assertThat(ShareCard.lines(TEXT))
                .containsExactly(
                        "LS1-00c0ffee-1-2of3-",
                        "AAAAA-BBBBB-CCCCC-",
                        "DDDDD-EEEEE-FFFFF-",
                        "GGGGG-HHHHH-IIIII-",
                        "JJJJJJJ");
        assertThat(String.join("", ShareCard.lines(TEXT))).isEqualTo(TEXT);
    }

    @Test
    void theQrCodeIsTheShare() throws Exception {
        var modules = QrSquare.modules(TEXT);
        var bits = new BitMatrix(modules.getWidth());
        for (var y = 0; y < modules.getHeight(); y++) {
            for (var x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y) == 1) {
                    bits.set(x, y);
                }
            }
        }

        assertThat(new Decoder().decode(bits).getText()).isEqualTo(TEXT);
    }

    /** A digest of a share, or of a card, would be a way to try shares. */
    @Test
    void nothingButTheCardItselfTellsOfTheShare() {
        assertThat(content()).hasToString("card with share 1 of set 00c0ffee (2 of 3)");
        var at = Instant.parse("2026-12-01T09:00:00Z");
        var pdf = new String(ShareCard.pdf(content(), at).toArray(), StandardCharsets.ISO_8859_1);

        assertThat(pdf).contains("Share 1 of set 00c0ffee").doesNotContain("MINUTES");
    }
}
