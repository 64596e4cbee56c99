package org.lineageca.ca.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Arrays;
import org.lineageca.ca.minutes.ShareCard;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.share.ShareText;

/**
 * The program that writes the card a custodian keeps a share on. The share's text comes from
 * standard input, so that no list of processes shows it.
 *
 * <p>Arguments: {@code FILE NAME}, the name of the custodian being empty if it is to be written by
 * hand. Exit status: 0 if the card is written, 1 if not.
 */
public final class PrintShareCard {

    private static final int LONGEST = 256;

    private PrintShareCard() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.in, InstantSource.system(), System.err));
    }

    static int run(String[] arguments, InputStream in, InstantSource clock, PrintStream err) {
        var text = new byte[0];
        try {
            text = in.readNBytes(LONGEST);
            write(Path.of(arguments[0]), arguments[1], text, clock);
            return 0;
        } catch (FileAlreadyExistsException e) {
            err.println(arguments[0] + " is there already. Nothing was written.");
            return 1;
        } catch (IOException e) {
            err.println(
                    "%s cannot be written: %s. Name a file in a folder that is there."
                            .formatted(arguments[0], e));
            return 1;
        } catch (ShareRefusedException e) {
            err.println(e.getMessage());
            return 1;
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private static void write(Path pdf, String custodian, byte[] text, InstantSource clock)
            throws IOException {
        try (var share = ShareText.decode(text)) {
            var card =
                    ShareCard.pdf(
                            new ShareCard.Content(
                                    share.set(),
                                    share.index(),
                                    custodian,
                                    new String(text, StandardCharsets.US_ASCII).strip()),
                            clock.instant());
            var file =
                    Files.createFile(
                            pdf,
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            Files.write(file, card.toArray());
        }
    }
}
