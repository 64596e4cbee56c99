package org.lineageca.launcher.command.ceremony;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.hsm.client.ShareRecipient;
import org.lineageca.hsm.client.ShareSet;
import org.lineageca.hsm.share.PinSecret;
import org.lineageca.hsm.share.PinSplit;
import org.lineageca.hsm.share.ShareEnvelope;
import org.lineageca.hsm.share.ShareText;
import org.lineageca.launcher.command.Commands;
import org.lineageca.launcher.command.Surroundings;
import org.lineageca.octets.Octets;

final class OpenShareTest {

    private static final String PASSWORD = "pässword";

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private InputStream in = InputStream.nullInputStream();
    private String share = "";

    @BeforeEach
    void aCustodianHasAKeyAndAnEnvelope() throws Exception {
        openssl(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=c -days 2 -keyout key.pem -out certificate.pem");
        openssl("x509 -in certificate.pem -outform DER -out certificate.der");
        var random = new SecureRandom();
        try (var secret = PinSecret.draw(random)) {
            var shares = PinSplit.split(secret, new ShareSet("00c0ffee", 2, 3), random);
            share = new String(ShareText.encode(shares.getFirst()), UTF_8);
        }
        enclose(share);
    }

    private void enclose(String text) throws IOException {
        var certificate = Octets.of(Files.readAllBytes(folder.resolve("certificate.der")));
        var envelope =
                ShareEnvelope.of(new ShareRecipient("c", certificate))
                        .orElseThrow()
                        .enclose(text.getBytes(UTF_8), new SecureRandom());
        Files.write(folder.resolve("share.p7m"), envelope.toArray());
    }

    private void openssl(String arguments) throws IOException, InterruptedException {
        var command = ("openssl " + arguments).split(" ", -1);
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private int open(String file, String... more) {
        out.reset();
        err.reset();
        var surroundings =
                new Surroundings(
                        folder,
                        "./lineage",
                        in,
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        InstantSource.system());
        var arguments = new String[3 + more.length];
        arguments[0] = "share";
        arguments[1] = "open";
        arguments[2] = folder.resolve(file).toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Commands.execute(surroundings, arguments);
    }

    private String key(String name) {
        return "--key=" + folder.resolve(name);
    }

    @Test
    void theShareAloneGoesToStandardOutput() {
        assertThat(open("share.p7m", key("key.pem"))).isZero();

        assertThat(out.toString(UTF_8)).isEqualTo(share + "\n");
        assertThat(err.toString(UTF_8)).contains("has your share").doesNotContain(share);
    }

    @Test
    void anEnvelopeInPemIsOpenedToo() throws IOException {
        var der = Files.readAllBytes(folder.resolve("share.p7m"));
        Files.writeString(
                folder.resolve("share.pem"),
                "-----BEGIN CMS-----\n%s\n-----END CMS-----\n"
                        .formatted(Base64.getMimeEncoder().encodeToString(der)));

        assertThat(open("share.pem", key("key.pem"))).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo(share + "\n");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "pkcs8 -topk8 -in key.pem -v2 aes-256-cbc -v2prf hmacWithSHA256 -passout pass:PW -out locked, locked",
        "pkcs8 -topk8 -in key.pem -v2 aes-128-cbc -passout pass:PW -out small, small",
        "pkcs12 -export -inkey key.pem -in certificate.pem -passout pass:PW -out key.p12, key.p12"
    })
    void aKeyUnderAPasswordIsOpenedWithIt(String command, String file) throws Exception {
        openssl(command.replace("PW", PASSWORD));

        in = new ByteArrayInputStream((PASSWORD + "\n").getBytes(UTF_8));
        assertThat(open("share.p7m", key(file), "--password-fd", "0"))
                .as(err.toString(UTF_8))
                .isZero();
        assertThat(out.toString(UTF_8)).isEqualTo(share + "\n");
        in = new ByteArrayInputStream("wrong\n".getBytes(UTF_8));
        assertThat(open("share.p7m", key(file), "--password-fd", "0")).isEqualTo(1);
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void anothersKeyOpensNothing() throws Exception {
        openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out other.pem");

        assertThat(open("share.p7m", key("other.pem"))).isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .contains("The envelope cannot be opened")
                .contains("Use the key of the certificate you are registered with.");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void whatIsNoShareIsNotPrinted() throws IOException {
        enclose("something else");

        assertThat(open("share.p7m", key("key.pem"))).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("is no share's text").doesNotContain("something");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"certificate.pem", "certificate.der", "nothing.pem"})
    void whatIsNoKeyIsRefused(String file) {
        in = new ByteArrayInputStream("\n".getBytes(UTF_8));
        assertThat(open("share.p7m", key(file), "--password-fd", "0")).isEqualTo(1);
        assertThat(err.toString(UTF_8)).startsWith("lineage: ");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(open("nothing.p7m", key("key.pem"))).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("nothing.p7m").contains("Nothing was opened");
        assertThat(open("share.p7m")).isEqualTo(2);
    }
}
