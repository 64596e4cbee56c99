package org.lineageca.ca.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineageca.hsm.client.ShareSet;
import org.lineageca.hsm.share.PinSecret;
import org.lineageca.hsm.share.PinSplit;
import org.lineageca.hsm.share.ShareText;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

final class PrintShareCardTest {

    @TempDir private Path folder;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static String share() {
        var random = new SecureRandom();
        try (var secret = PinSecret.draw(random)) {
            var shares = PinSplit.split(secret, new ShareSet("00c0ffee", 2, 3), random);
            return new String(ShareText.encode(shares.get(1)), StandardCharsets.US_ASCII);
        }
    }

    private int print(String text, Path file, String name) {
        err.reset();
        return PrintShareCard.run(
                new String[] {file.toString(), name},
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                InstantSource.fixed(Instant.parse("2026-12-01T09:00:00Z")),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void aCardCanBeTypedFromAndOnlyItsOwnerReadsTheFile() throws IOException {
        var share = share();
        var file = folder.resolve("card.pdf");

        assertThat(print(share + "\n", file, "Dörte Groß")).isZero();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var reader = new PdfReader(Files.readAllBytes(file))) {
            assertThat(reader.getNumberOfPages()).isOne();
            var text = new PdfTextExtractor(reader).getTextFromPage(1);
            assertThat(text)
                    .contains("Share 2 of set 00c0ffee")
                    .contains("Dörte Groß")
                    .contains("2 of 3")
                    .contains("any 2 of the 3 open the token");
            // The lines that are to be typed, as one, are the share.
            var typed =
                    text.lines()
                            .map(String::strip)
                            .filter(line ->
                                    line.matches("LS1-[-0-9a-z]+-|([A-Z2-7]{5}-)+|[A-Z2-7]{7}"))
                            .reduce("", String::concat);
            assertThat(typed).isEqualTo(share);
        }
    }

    @Test
    void whatIsThereIsNotWrittenOver() throws IOException {
        var file = Files.writeString(folder.resolve("card.pdf"), "mine");

        assertThat(print(share(), file, "")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("is there already");
        assertThat(file).hasContent("mine");
        assertThat(print(share(), folder.resolve("no/card.pdf"), "")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot be written");
    }

    @Test
    void whatIsNoShareMakesNoCard() {
        var share = share();
        var mistyped = share.substring(0, share.length() - 1) + (share.endsWith("A") ? "B" : "A");
        var file = folder.resolve("card.pdf");

        assertThat(print(mistyped, file, "")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("mistyped")
                .doesNotContain(share.substring(30));
        assertThat(print("", file, "")).isEqualTo(1);
        assertThat(file).doesNotExist();
    }
}
