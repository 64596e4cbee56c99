package org.lineageca.launcher.command.ceremony;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.share.EnvelopedShare;
import org.lineageca.hsm.share.ShareText;
import org.lineageca.launcher.command.CoreProgram;
import org.lineageca.launcher.command.ExitStatus;
import org.lineageca.launcher.command.Lineage;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.octets.Octets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens a custodian's envelope, on the custodian's own machine. */
@Command(
        name = "open",
        mixinStandardHelpOptions = true,
        description = {
            "Opens the envelope with your share, with your private key, and prints the share's text or writes it as a card.",
            "It needs no installation and no network. A password is asked for at the terminal."
        })
final class OpenShare implements Callable<Integer> {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (CMS|PKCS7)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private final Lineage lineage;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "The envelope, from the console: CMS EnvelopedData, DER or PEM.")
    private Path file = Path.of("");

    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY",
            description = "Your private key: PKCS#8 as PEM, encrypted or not, or PKCS#12 (.p12).")
    private Path key = Path.of("");

    @Option(
            names = "--password-fd",
            paramLabel = "NUMBER",
            description = "The file descriptor the key's password is read from, one line.")
    private @Nullable Integer passwordDescriptor;

    @Option(
            names = "--card",
            paramLabel = "PDF",
            description =
                    "Write a card with the share's text and QR code, to be printed and kept under seal; the text is not printed then.")
    private @Nullable Path card;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Your name, for the card (default: a line to write it on).")
    private String name = "";

    OpenShare(Lineage lineage) {
        this.lineage = lineage;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        byte[] text = null;
        try {
            text = open();
            // Whether it is a share, before it is printed.
            ShareText.decode(text).close();
            if (card == null) {
                print(text);
            } else {
                write(card, text);
            }
            return ExitStatus.DONE;
        } catch (ShareRefusedException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        } finally {
            if (text != null) {
                Arrays.fill(text, (byte) 0);
            }
        }
    }

    private byte[] open() throws IOException, RefusedException {
        var in = lineage.surroundings().in();
        var envelope = envelope();
        try {
            var opener = new KeyFile(key, () -> Password.read(passwordDescriptor, in)).read();
            return EnvelopedShare.open(envelope, opener);
        } catch (GeneralSecurityException e) {
            throw new RefusedException(
                    "The key in %s cannot be used: %s. Nothing was opened."
                            .formatted(key, e.getMessage()));
        }
    }

    private Octets envelope() throws IOException, RefusedException {
        requireReadable(file);
        requireReadable(key);
        if (Files.size(file) > EnvelopedShare.LARGEST) {
            throw new RefusedException(
                    "%s is too large for an envelope. Nothing was opened.".formatted(file));
        }
        var content = Files.readAllBytes(file);
        var pem = PEM.matcher(new String(content, StandardCharsets.ISO_8859_1));
        return pem.find()
                ? Octets.of(Base64.getMimeDecoder().decode(pem.group(2)))
                : Octets.of(content);
    }

    private static void requireReadable(Path file) throws RefusedException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new RefusedException(
                    "There is no readable file %s. Nothing was opened.".formatted(file));
        }
    }

    private void print(byte[] text) {
        var out = lineage.surroundings().out();
        out.write(text, 0, text.length);
        out.println();
        lineage.surroundings()
                .err()
                .println("Whoever reads this line has your share. Clear the screen after use.");
    }

    private void write(Path pdf, byte[] text)
            throws IOException, InterruptedException, RefusedException {
        var said = new ByteArrayOutputStream();
        var status =
                new CoreProgram(
                                lineage.surroundings().home(),
                                "org.lineageca.ca.config.PrintShareCard")
                        .run(List.of(pdf.toAbsolutePath().toString(), name), text, said, said);
        if (status != ExitStatus.DONE) {
            throw new RefusedException(
                    "The card was not written: " + said.toString(StandardCharsets.UTF_8).strip());
        }
        lineage.surroundings()
                .out()
                .println(
                        pdf
                                + " is written. Print it, put it under seal, and delete the file: whoever has it has your share.");
    }
}
